"""Presidio in a process of its own: what it brings stays in memory for as long as its process lives.

Builds a spaCy pipeline that knows one name, looks at two turns with it, and prints what came of it as JSON.
"""

from __future__ import annotations

import json
import socket
import sys
from pathlib import Path

import spacy
import tldextract.tldextract

from qa_tui.anonymise import Known, anonymise
from qa_tui.detectors.registry import detectors_of
from qa_tui.domain.settings import Settings
from qa_tui.domain.transcript import Turn

TURNS = (
    Turn("customer", "it was the llama call on Friday, and write to gm@example.org"),
    Turn("agent", "A German one. I see it on your account."),
)


def build_pipeline(folder: Path) -> Path:
    pipeline = spacy.blank("en")
    rules = pipeline.add_pipe("entity_ruler")
    rules.add_patterns([{"label": "PERSON", "pattern": "llama"}, {"label": "NORP", "pattern": "German"}])  # type: ignore[attr-defined]
    pipeline.meta["name"], pipeline.meta["version"] = "one_name", "1.2.3"
    pipeline.to_disk(folder)
    return folder


def main() -> None:
    asked: list[str] = []

    def note(host: object, *_: object, **__: object) -> list[object]:
        asked.append(str(host))
        return []

    socket.getaddrinfo = note  # type: ignore[assignment]  # nobody answers, and who is asked is told
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(cache_dir=None)
    found = detectors_of(Settings(presidio_model=str(build_pipeline(Path(sys.argv[1])))))
    alone, both = anonymise(TURNS, Known(())), anonymise(TURNS, Known(()), extra=found)
    told = {
        "name": found[0].name,
        "alone": [turn.text for turn in alone.turns],
        "both": [turn.text for turn in both.turns],
        "status": both.status,
        "kinds": sorted({span.kind for span in found[0].find(TURNS)}),
        "asked": asked,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
