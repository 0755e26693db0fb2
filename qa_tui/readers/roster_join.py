"""Agents of the scores found in the roster: by id, by e-mail, by name; what is only alike is proposed to a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from qa_tui.domain.importing import LEAVE_OUT, About, Doubt
from qa_tui.domain.safe_text import safe_line
from qa_tui.scores.labels import met_pairs
from qa_tui.scores.rows import Codes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa_tui.domain.importing import ImportMapping
    from qa_tui.readers.roster import Roster
    from qa_tui.scores.rows import ScoreRows

MOST_ALIKE = 90.0
"""Certainty (0-100) that people of one name are one person."""
ALIKE_FROM = 85.0
"""Least likeness (0-100, words in any order) at which two names are proposed as one person."""


def join_roster(
    files: Sequence[ScoreRows], roster: Roster, mapping: ImportMapping, *, accept: bool
) -> tuple[list[ScoreRows], tuple[Doubt, ...]]:
    """The score rows with the roster's ids where an agent was found, and doubts about the others that are like someone."""
    names = names_of(files)
    known, doubts = _answers(names, roster, mapping, accept=accept)
    joined = [
        replace(rows, agent=Codes(rows.agent.codes, tuple(known.get(label, label) for label in rows.agent.labels)))
        for rows in files
    ]
    return joined, doubts


def names_of(files: Sequence[ScoreRows]) -> dict[str, str]:
    """Each agent that has rows, as the scores write them -> the name the scores give, the id itself where they give none."""
    found: dict[str, str] = {}
    for rows in files:
        for agent, name in met_pairs(rows.agent, rows.agent_name):
            if agent >= 0:
                label = rows.agent.labels[agent]
                found[label] = found.get(label) or (rows.agent_name.labels[name] if name >= 0 else "")
    return {label: name or label for label, name in found.items()}


def plain_words(name: str) -> str:
    """A name without case and punctuation, its words in order of the alphabet: "Vale, Ann" is "Ann Vale"."""
    letters = "".join(character if character.isalnum() else " " for character in name.casefold())
    return " ".join(sorted(letters.split()))


def _answers(
    names: Mapping[str, str], roster: Roster, mapping: ImportMapping, *, accept: bool
) -> tuple[dict[str, str], tuple[Doubt, ...]]:
    ids = {agent.id for agent in roster.agents}
    by_id = {agent.id.casefold(): agent.id for agent in roster.agents}
    emails = dict(roster.emails)
    by_name: dict[str, str] = {}
    twice: set[str] = set()
    for agent in roster.agents:
        plain = plain_words(agent.name)
        if plain in by_name:
            twice.add(plain)
        by_name[plain] = agent.id
    by_name = {plain: agent for plain, agent in by_name.items() if plain and plain not in twice}
    shared = Counter(plain_words(name) for name in names.values())
    known: dict[str, str] = {}
    doubts: list[Doubt] = []
    for label, name in names.items():
        if label in ids:
            continue
        folded = label.casefold()
        settled = mapping.answer(About.AGENT, label)
        namesake = by_name.get(plain_words(name)) or by_name.get(plain_words(label))
        # Where somebody of that name is in the scores already, it is one person under two ids, or two people.
        is_sure = namesake is None or (namesake not in names and shared[plain_words(name)] == 1)
        found = settled or by_id.get(folded) or emails.get(folded) or (namesake if is_sure else None)
        if found == LEAVE_OUT:
            continue
        if found in ids:
            known[label] = found
            continue
        doubt = _alike(label, name, by_name, {agent.id: agent.name for agent in roster.agents})
        if doubt and accept:
            known[label] = doubt.proposal
        elif doubt:
            doubts.append(doubt)
    return known, tuple(doubts)


def _alike(label: str, name: str, by_name: Mapping[str, str], names: Mapping[str, str]) -> Doubt | None:
    from rapidfuzz import fuzz, process

    near = [
        (by_name[plain], min(score, MOST_ALIKE))
        for plain, score, _ in process.extract(plain_words(name), list(by_name), scorer=fuzz.ratio, limit=4)
        if score >= ALIKE_FROM
    ]
    if not near:
        return None
    agent, score = near[0]
    shown = safe_line(name if name == label else f"{name} ({label})", 60)
    question = f'is "{shown}" of the scores "{safe_line(names[agent], 40)}" of the roster ({score:.0f}%)?'
    alternatives = (LEAVE_OUT, *(other for other, _ in near[1:]))
    return Doubt(About.AGENT, label, agent, min(score / 100, 0.99), question, alternatives)
