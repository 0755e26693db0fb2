"""Which column means what: certain names are taken, near ones are proposed with their certainty, the rest is left alone."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from qa_tui.domain.importing import LEAVE_OUT
from qa_tui.domain.loading import ColumnMatch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa_tui.domain.rubric import Rubric

FIELDS: dict[str, tuple[str, ...]] = {
    "call_id": (
        "call", "call ref", "call reference", "contact id", "interaction id", "conversation id", "case id", "ticket id",
        "recording id", "gradable id", "conversation external id", "master contact", "contact number", "ticket number",
        "case number", "call number", "anruf id", "gesprächs id",
    ),
    "agent_id": (
        "agent", "agent login", "employee id", "advisor id", "user id", "agent code", "agent number", "mitarbeiter", "agent email",
        "agent e-mail",
    ),
    "agent_name": ("agent full name", "advisor", "advisor name", "employee name", "employee", "agent"),
    "called_at": (
        "call date", "call time", "call start", "call datetime", "call date/time", "contact date", "interaction date",
        "conversation date", "date of call", "started at", "ticket created at",
    ),
    "criterion": ("criteria", "kriterium", "question", "question text", "line item", "scorecard item", "criterion name"),
    "criterion_id": ("question id", "question ref id", "criterion key"),
    "score": (
        "points", "score given", "points given", "rating", "mark", "score %", "result", "raw score", "points earned", "earned points",
        "punkte",
    ),
    "max_score": ("max points", "maximum score", "max", "possible points", "points possible", "potential score", "max punkte"),
    "not_applicable": ("n/a", "na", "is na", "is not applicable"),
    "evaluator_id": (
        "evaluator", "evaluator name", "evaluator email", "reviewer", "scorer", "qa analyst", "qa evaluator", "assessor",
        "evaluated by", "scored by", "reviewed by", "grader",
    ),
    "evaluated_at": (
        "evaluation date", "evaluation date/time", "evaluated on", "scored at", "review date", "submitted at", "date scored",
        "date graded", "submitted date",
    ),
    "evaluation_id": ("evaluation", "review id"),
    "evaluation_version": ("evaluation revision",),
    "evaluation_type": ("answer type", "grade type", "workflow evaluation type", "type of evaluation", "evaluation kind", "bewertungsart"),
    "evaluation_status": ("status", "workflow status", "review status"),
    "evaluation_trigger": ("evaluation flow trigger",),
    "calibration_id": ("calibration", "calibration session id"),
    "form": ("form name", "scorecard", "scorecard name", "rubric name", "evaluation form"),
    "form_version": ("scorecard version", "evaluation definition version", "rubric version"),
    "auto_fail": (
        "auto-fail", "auto failed", "automatic fail", "automatic failure", "auto fail reason", "auto fail question", "auto fail criterion",
        "critical error", "critical errors", "critical fail", "critical failure", "fatal error", "kill question",
    ),
    "call_type": ("contact reason", "call reason", "reason", "interaction type", "contact type", "category"),
    "evidence_start": ("evidence from",),
    "evidence_end": ("evidence to",),
    "comment": ("comments", "notes", "note", "evaluator comment", "feedback"),
}  # fmt: skip
LIKELY: dict[str, str] = {
    "date": "called_at", "datum": "called_at", "datetime": "called_at", "day": "called_at", "timestamp": "called_at", "recordingdate": "called_at",
    "id": "call_id", "reference": "call_id", "ref": "call_id", "contact": "call_id", "recording": "call_id", "ticket": "call_id",
    "name": "agent_name", "rep": "agent_name", "repname": "agent_name", "representative": "agent_name", "csr": "agent_name",
    "csrname": "agent_name", "teammember": "agent_name", "colleague": "agent_name", "staff": "agent_name",
    "staffmember": "agent_name", "associate": "agent_name", "operator": "agent_name", "email": "agent_id",
    "qa": "evaluator_id", "analyst": "evaluator_id", "auditor": "evaluator_id", "monitoredby": "evaluator_id",
    "calltype": "call_type", "topic": "call_type", "item": "criterion", "competency": "criterion",
}  # fmt: skip
"""Names that usually mean a field, and now and then another: proposed, never taken without a person."""
LIKELY_CERTAINTY = 0.9
REQUIRED_LONG = ("call_id", "agent_id", "criterion", "score")
REQUIRED_WIDE = ("call_id", "agent_id")
ROSTER_FIELDS: dict[str, tuple[str, ...]] = {
    "agent_id": tuple(name for name in FIELDS["agent_id"] if "mail" not in name),
    "agent_name": ("name", "full name", *FIELDS["agent_name"]),
    "email": ("e-mail", "agent email", "agent e-mail", "e-mail address", "email address", "work email"),
    "hire_date": ("hired on", "start date", "date of hire", "hired"),
    "left_on": ("leaving date", "left", "end date", "leave date"),
    "tenure_days": ("tenure", "days of tenure"),
}

PROPOSAL_FROM = 0.78
"""Least certainty at which a near name is proposed as the answer."""
HINT_FROM = 0.6
"""Least certainty at which a near name is worth a mention."""

_ANY_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
_WORD_EDGES = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
MOST_PROPOSALS_FOR = 2_000
"""Headers that are compared with field names; a table with more of them is no score table."""


def plain_name(name: str) -> str:
    """`name` without case, accents' encoding, space, punctuation and a bracketed scale: what names are compared by."""
    without_scale = _ANY_BRACKETS.sub("", name.strip())
    folded = unicodedata.normalize("NFKC", without_scale or name).casefold()
    return "".join(character for character in folded if character.isalnum() or character == "%")


def match_columns(
    headers: Sequence[str],
    fields: Mapping[str, tuple[str, ...]],
    settled: Mapping[str, str],
    rubric: Rubric | None = None,
    likely: Mapping[str, str] = LIKELY,
) -> tuple[ColumnMatch, ...]:
    """The best reading of each header that has one; a field is given to one header only, the most certain.

    `settled` maps headers to fields as a person decided; those are certain, and a header settled as left out has no match.
    """
    matches = [ColumnMatch(header, settled[header], 1.0) for header in headers if header in settled]
    taken = {match.field for match in matches}
    certain: dict[str, list[tuple[int, str]]] = {}
    for field, aliases in fields.items():
        for rank, name in enumerate((field, *aliases)):
            certain.setdefault(plain_name(name), []).append((rank, field))
    read = {match.header for match in matches}
    # The best name of a field wins, wherever it stands; a name of several fields goes to the first that is still free.
    named = [
        (rank, n, header, field)
        for n, header in enumerate(headers)
        if header not in read
        for rank, field in certain.get(plain_name(header), ())
    ]
    for _, _, header, field in sorted(named):
        if field not in taken and header not in read:
            matches.append(ColumnMatch(header, field, 1.0))
            taken.add(field)
            read.add(header)
    criteria = criterion_names(rubric) if rubric else {}
    for header in headers:
        criterion = criteria.get(plain_name(header))
        if header not in read and criterion:
            matches.append(ColumnMatch(header, f"criterion:{criterion}", 1.0))
            read.add(header)
    open_names = {plain: field for plain, owners in certain.items() for _, field in owners[:1] if field not in taken}
    found = {match.field for match in matches}
    open_names |= {p: f"criterion:{c}" for p, c in criteria.items() if f"criterion:{c}" not in found}
    free = list(dict.fromkeys(h for h in headers if h and h not in read))[:MOST_PROPOSALS_FOR]
    matches.extend(_proposals(free, open_names, {p: f for p, f in likely.items() if f in fields and f not in taken}))
    return tuple(match for match in matches if match.field != LEAVE_OUT)


def _proposals(headers: Sequence[str], names: Mapping[str, str], likely: Mapping[str, str]) -> list[ColumnMatch]:
    """The near names of each header, the most certain pair first; a field is proposed once, a criterion's id too."""
    if not headers or not names:
        return []
    from rapidfuzz import fuzz, process

    found: list[ColumnMatch] = []
    for header in headers:
        plain = plain_name(" ".join(_WORD_EDGES.sub(" ", header).replace("_", " ").split()))
        near = [
            (names[name], score / 100)
            for name, score, _ in process.extract(plain, list(names), scorer=fuzz.ratio, limit=6)
            if score / 100 >= PROPOSAL_FROM
        ]
        if plain in likely:
            near.insert(0, (likely[plain], LIKELY_CERTAINTY))
        certainties: dict[str, float] = {}
        for field, certainty in near:
            certainties.setdefault(field, min(certainty, 0.99))
        fields = tuple(certainties)
        if fields:
            found.append(ColumnMatch(header, fields[0], certainties[fields[0]], fields[1:]))
    kept: dict[str, ColumnMatch] = {}
    for match in sorted(found, key=lambda m: -m.certainty):
        kept.setdefault(match.field, match)
    return list(kept.values())


def criterion_names(rubric: Rubric) -> dict[str, str]:
    """Plain name or alias -> criterion id."""
    names: dict[str, str] = {}
    for criterion in rubric.criteria:
        for name in (criterion.id, criterion.name, *criterion.aliases):
            names.setdefault(plain_name(name), criterion.id)
    return names


def nearest(name: str, names: Mapping[str, str]) -> list[tuple[str, float]]:
    """Answers of `names` (plain name -> answer) for names like `name`, each with its certainty, the likeliest first."""
    from rapidfuzz import fuzz, process

    found: dict[str, float] = {}
    for plain, score, _ in process.extract(plain_name(name), list(names), scorer=fuzz.ratio, limit=8):
        if score / 100 >= HINT_FROM:
            found.setdefault(names[plain], min(score / 100, 0.99))
    return list(found.items())
