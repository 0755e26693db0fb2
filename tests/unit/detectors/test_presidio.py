"""Presidio itself, on a spaCy pipeline that is made here: it knows one name, and nothing is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa_tui.anonymise import Known, anonymise
from qa_tui.detectors.registry import detectors_of
from qa_tui.domain.settings import Settings
from qa_tui.domain.transcript import Turn

if TYPE_CHECKING:
    from pathlib import Path

spacy = pytest.importorskip("spacy", reason="the extra qa-tui[presidio] is not installed")
pytest.importorskip("presidio_analyzer", reason="the extra qa-tui[presidio] is not installed")

TURNS = (
    Turn("customer", "it was the llama call on Friday, and write to gm@example.org"),
    Turn("agent", "A German one. I see it on your account."),
)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pipeline = spacy.blank("en")
    rules = pipeline.add_pipe("entity_ruler")
    rules.add_patterns([{"label": "PERSON", "pattern": "llama"}, {"label": "NORP", "pattern": "German"}])
    pipeline.meta["name"], pipeline.meta["version"] = "one_name", "1.2.3"
    folder: Path = tmp_path_factory.mktemp("models") / "one_name"
    pipeline.to_disk(folder)
    return folder


def test_what_it_finds_is_hidden_and_what_identifies_nobody_is_not(model: Path) -> None:
    alone = anonymise(TURNS, Known(()))
    found = detectors_of(Settings(presidio_model=str(model)))
    both = anonymise(TURNS, Known(()), extra=found)
    assert "llama" in alone.turns[0].text
    assert both.status != "blocked"
    assert "llama" not in both.turns[0].text
    assert "example" not in both.turns[0].text
    assert "German" in both.turns[1].text


def test_it_says_which_model_it_was(model: Path) -> None:
    (found,) = detectors_of(Settings(presidio_model=str(model)))
    assert "presidio-analyzer" in found.name
    assert found.name.endswith("one_name 1.2.3")


def test_nothing_is_fetched(model: Path) -> None:

    (found,) = detectors_of(Settings(presidio_model=str(model)))
    from tldextract import TLDExtract

    asked: list[object] = []

    def note(*where: object, **_: object) -> list[object]:
        asked.append(where)
        return []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("socket.getaddrinfo", note)
        patch.setattr("tldextract.tldextract.TLD_EXTRACTOR", TLDExtract(cache_dir=None))
        seen = found.find(TURNS)
    assert [one.kind for one in seen if one.kind == "email"] == ["email"]
    assert asked == []
