"""Word lists: everyday words, given names, surnames, nicknames. Where they come from stands in LICENSES.md."""

from __future__ import annotations

from functools import lru_cache


def _text(name: str) -> str:
    # Imported late: the engine is imported long before its first call, and this costs a tenth of it.
    from pathlib import Path

    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def _words(name: str) -> frozenset[str]:
    return frozenset(_text(name).split())


_OF_THE_TRADE = frozenset(
    {
        "restate",
        "recap",
        "probe",
        "empathise",
        "empathize",
        "paraphrase",
        "upsell",
        "escalate",
        "callback",
        "rebook",
        "reroute",
    }
)
"""What people say who talk about calls, and no small dictionary has."""


@lru_cache(maxsize=1)
def everyday_words() -> frozenset[str]:
    """Words of a small dictionary (American and British), and what people say on the phone besides."""
    return (_words("everyday_words.txt") | _words("spoken_words.txt") | _OF_THE_TRADE) - _words("mostly_names.txt")


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    return _words("given_names.txt")


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    return _words("surnames.txt")


@lru_cache(maxsize=1)
def nicknames() -> dict[str, tuple[str, ...]]:
    """Given name -> short forms, and short form -> given names."""
    found: dict[str, set[str]] = {}
    for line in _text("nicknames.txt").splitlines():
        name, *short = line.split()
        for nickname in short:
            found.setdefault(name, set()).add(nickname)
            found.setdefault(nickname, set()).add(name)
    return {name: tuple(sorted(others)) for name, others in found.items()}
