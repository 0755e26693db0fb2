"""Which column means what: certain names are taken, near ones are proposed with their certainty, the rest is left alone."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from qa_tui.domain.loading import ColumnMatch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qa_tui.domain.rubric import Rubric

FIELDS: dict[str, tuple[str, ...]] = {
    "call_id": ("call", "call ref", "call reference", "contact id", "interaction id", "conversation id", "case id", "ticket id"),
    "agent_id": ("agent", "agent email", "agent login", "employee id", "advisor id", "user id", "agent code"),
    "agent_name": ("agent full name", "advisor", "advisor name", "employee name", "employee"),
    "called_at": ("call date", "call time", "call start", "call datetime", "contact date", "interaction date", "date of call", "started at"),
    "criterion": ("criteria", "question", "question text", "line item", "scorecard item", "criterion name"),
    "score": ("points", "score given", "points given", "rating", "mark", "score %", "result", "raw score"),
    "max_score": ("max points", "maximum score", "max", "possible points", "points possible", "potential score"),
    "not_applicable": ("n/a", "na", "is na", "is not applicable"),
    "evaluator_id": ("evaluator", "reviewer", "scorer", "qa analyst", "evaluated by", "grader", "evaluator name"),
    "evaluated_at": ("evaluation date", "evaluated on", "scored at", "review date", "submitted at", "date scored"),
    "call_type": ("contact reason", "call reason", "reason", "interaction type", "contact type", "category"),
    "evidence_start": ("evidence from",),
    "evidence_end": ("evidence to",),
    "comment": ("comments", "notes", "note", "evaluator comment", "feedback"),
}  # fmt: skip
REQUIRED_LONG = ("call_id", "agent_id", "criterion", "score")
REQUIRED_WIDE = ("call_id", "agent_id")
ROSTER_FIELDS: dict[str, tuple[str, ...]] = {
    "agent_id": FIELDS["agent_id"],
    "agent_name": ("name", *FIELDS["agent_name"]),
    "hire_date": ("hired on", "start date", "date of hire", "hired"),
    "left_on": ("leaving date", "left", "end date", "leave date"),
    "tenure_days": ("tenure", "days of tenure"),
}

PROPOSAL_FROM = 0.78
"""Least certainty at which a near name is worth a person's look."""

_BRACKETS = re.compile(r"[(\[]\s*(-?\d+(?:[.,]\d+)?)\s*(?:-|–|—|to|/|\.\.)\s*(\d+(?:[.,]\d+)?)\s*[)\]]\s*$")
_ANY_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]\s*$")
_WORD_EDGES = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def plain_name(name: str) -> str:
    """`name` without case, accents' encoding, space, punctuation and a bracketed scale: what names are compared by."""
    without_scale = _ANY_BRACKETS.sub("", name.strip())
    folded = unicodedata.normalize("NFKC", without_scale or name).casefold()
    return "".join(character for character in folded if character.isalnum() or character == "%")


def bracketed_scale(header: str) -> tuple[float, float] | None:
    """Minimum and maximum of a scale in brackets at the end of a header, such as "Active listening (0-5)"."""
    found = _BRACKETS.search(header)
    if not found:
        return None
    low, high = (float(number.replace(",", ".")) for number in found.groups())
    return (low, high) if low < high else None


def without_scale(header: str) -> str:
    return _ANY_BRACKETS.sub("", header).strip() if bracketed_scale(header) else header.strip()


def match_columns(
    headers: Sequence[str],
    fields: Mapping[str, tuple[str, ...]],
    settled: Mapping[str, str],
    rubric: Rubric | None = None,
) -> tuple[ColumnMatch, ...]:
    """The best reading of each header that has one; a field is given to one header only, the most certain.

    `settled` maps headers to fields as a person decided; those are certain.
    """
    certain: dict[str, str] = {}
    for field, aliases in fields.items():
        for name in (field, *aliases):
            certain.setdefault(plain_name(name), field)
    criteria = criterion_names(rubric) if rubric else {}
    matches = [ColumnMatch(header, settled[header], 1.0) for header in headers if header in settled]
    taken = {match.field for match in matches}
    for header in headers:
        named = certain.get(plain_name(header))
        if header not in settled and named and named not in taken:
            matches.append(ColumnMatch(header, named, 1.0))
            taken.add(named)
    read = {match.header for match in matches}
    for header in headers:
        criterion = criteria.get(plain_name(header))
        if header not in read and criterion:
            matches.append(ColumnMatch(header, f"criterion:{criterion}", 1.0))
            read.add(header)
    matches.extend(_proposals([h for h in headers if h not in read and h], certain, taken))
    return tuple(matches)


def _proposals(headers: Sequence[str], certain: Mapping[str, str], taken: set[str]) -> list[ColumnMatch]:
    if not headers:
        return []
    from rapidfuzz import fuzz, process

    found: list[ColumnMatch] = []
    for header in headers:
        words = " ".join(_WORD_EDGES.sub(" ", header).replace("_", " ").split()).casefold()
        best = process.extractOne(plain_name(words), list(certain), scorer=fuzz.ratio)
        if best and best[1] / 100 >= PROPOSAL_FROM:
            found.append(ColumnMatch(header, certain[best[0]], best[1] / 100))
    kept: dict[str, ColumnMatch] = {}
    for match in sorted(found, key=lambda m: -m.certainty):
        if match.field not in taken:
            kept.setdefault(match.field, match)
    return list(kept.values())


def criterion_names(rubric: Rubric) -> dict[str, str]:
    """Plain name or alias -> criterion id."""
    names: dict[str, str] = {}
    for criterion in rubric.criteria:
        for name in (criterion.id, criterion.name, *criterion.aliases):
            names.setdefault(plain_name(name), criterion.id)
    return names


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name most like `name`, if any is near enough to be worth proposing."""
    from rapidfuzz import fuzz, process

    best = process.extractOne(plain_name(name), {n: plain_name(n) for n in names}, scorer=fuzz.ratio)
    return best[2] if best and best[1] / 100 >= 0.6 else None
