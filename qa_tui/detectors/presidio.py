"""Microsoft Presidio with a spaCy model that lies on this machine: the extra `qa-tui[presidio]`.

It knows written, cased text better than our rules and speech worse; together they leave less than either alone.
"""

from __future__ import annotations

import logging
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from qa_tui.anonymise import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.transcript import Turn

LEAST_SCORE = 0.3
_KINDS = {
    "PERSON": "name", "PHONE_NUMBER": "phone", "EMAIL_ADDRESS": "email", "CREDIT_CARD": "account", "IBAN_CODE": "account",
    "US_BANK_NUMBER": "account", "US_SSN": "account", "US_ITIN": "account", "US_PASSPORT": "account",
    "US_DRIVER_LICENSE": "account", "UK_NHS": "account", "CRYPTO": "account", "MEDICAL_LICENSE": "account",
    "IP_ADDRESS": "number", "URL": "link", "LOCATION": "address",
}  # fmt: skip
"""What is taken over. Dates, nationalities and organisations identify nobody in a room and would hide half a call."""


class NotThereError(Exception):
    """It is set, but it cannot be loaded; the message says what to do."""


class Presidio:
    """One analyser; loading it takes seconds."""

    def __init__(self, analyzer: Any, model: str) -> None:
        self._analyzer = analyzer
        self.name = f"presidio-analyzer {version('presidio-analyzer')}, {model}"

    def find(self, turns: Sequence[Turn]) -> Sequence[Found]:
        return [
            Found(number, result.start, result.end, _KINDS[result.entity_type], "presidio")
            for number, turn in enumerate(turns)
            for result in self._analyzer.analyze(turn.text, language="en", score_threshold=LEAST_SCORE)
            if result.entity_type in _KINDS
        ]


def load(model: str) -> Presidio:
    """The analyser with the spaCy model of that path or package name; nothing is fetched.

    Raises:
        NotThereError: the extra is not installed, or the model is not there.
    """
    try:
        import spacy
        from presidio_analyzer import AnalyzerEngine
        from presidio_analyzer.nlp_engine import SpacyNlpEngine
    except ImportError as problem:
        raise NotThereError(
            'presidio is set, but not installed: pip install "qa-tui[presidio]", or take presidio_model out of the settings'
        ) from problem
    try:
        pipeline = spacy.load(model)
    except (OSError, ValueError) as problem:
        raise NotThereError(
            f"the spaCy model {model!r} cannot be loaded; presidio_model names its folder or its package"
        ) from problem
    # It warns of every language it was not asked for, over the screen.
    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    engine: Any = SpacyNlpEngine()
    engine.nlp = {"en": pipeline}
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
    _take_addresses_on_sight(analyzer)
    return Presidio(analyzer, f"{pipeline.meta['name']} {pipeline.meta['version']}")


def _take_addresses_on_sight(analyzer: Any) -> None:
    """Presidio looks up whether an address ends in a domain that exists, in a list that it fetches. Here nothing is fetched."""
    from presidio_analyzer.predefined_recognizers import EmailRecognizer

    class Addresses(EmailRecognizer):
        def validate_result(self, pattern_text: str) -> None:  # noqa: ARG002 - presidio's signature
            return None

    analyzer.registry.remove_recognizer("EmailRecognizer")
    analyzer.registry.add_recognizer(Addresses(supported_language="en"))
