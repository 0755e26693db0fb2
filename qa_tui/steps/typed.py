"""What a person types in a session passes the anonymiser before it is kept: notes outlive the room."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa_tui.domain.transcript import Turn
from qa_tui.steps.excerpt import known_people, known_team, time_limit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from qa_tui.anonymise import Found, Known, Person
    from qa_tui.steps.excerpt import ExcerptStore, Read
    from qa_tui.steps.loaded import Loaded


_DAY = re.compile(r"20[2-9]\d-\d\d-\d\d")
"""A day by which something is done, as the program itself writes it."""
_NUMBERS = frozenset({"number", "phone", "account", "postcode", "birth date", "handle"})


@dataclass(frozen=True, slots=True)
class TypedText:
    """A typed line, looked at."""

    text: str
    masked: str
    """With what looks like a name, a number or an address hidden."""
    is_known: bool = False
    """It holds something that is known of the team or the calls: it is not kept as it is."""
    is_unchecked: bool = False
    """It could not be looked at: it is not kept at all."""

    @property
    def is_clean(self) -> bool:
        return self.masked == self.text and not self.is_unchecked


def look_at(text: str, known: Known) -> TypedText:
    """What of a typed line may be kept."""
    from qa_tui.anonymise import Findings, conceal, detect
    from qa_tui.anonymise.known_values import find_known

    turns = (Turn("unknown", text),)
    findings = detect(turns, known, mode="balanced", is_late=time_limit())
    if findings.reason == "language":
        # A person wrote it, so what is not known may stay; what is known is found in any language.
        findings = Findings(tuple(find_known(turns, known)))
    # A colleague's name in a note is rarely written with care: "mark may know" is asked about.
    doubtful = tuple(find_known(turns, known, with_doubtful=True))
    found = (*(one for one in findings.found if not _is_small(one, text)), *doubtful)
    result = conceal(turns, known, replace(findings, found=found))
    if not result.turns:
        return TypedText(text, "", is_unchecked=True)
    return TypedText(text, result.turns[0].text, is_known=any(find_known(turns, known)))


def without_names(text: str, known: Known) -> str:
    """A reason that a person typed, with whatever looks like a name or a number hidden; empty where it could not be looked at."""
    typed = look_at(text, known)
    return "" if typed.is_unchecked else typed.masked


def _is_small(found: Found, text: str) -> bool:
    """A level, a line of the excerpt, a day: notes are full of them, and they are nobody's number."""
    is_known = found.rule.startswith("known")
    said = text[found.start : found.end]
    is_day = _DAY.fullmatch(said.strip(" .,;()")) is not None
    return found.kind in _NUMBERS and not is_known and (is_day or sum(map(str.isdigit, said)) < 5)


def known_team_people(loaded: Loaded | None) -> Known:
    """Everybody on the team."""
    from qa_tui.anonymise import Known

    return Known(_team(known_team(loaded)) if loaded else ())


def _team(names: Mapping[str, AbstractSet[str]]) -> tuple[Person, ...]:
    from qa_tui.anonymise import Person

    return tuple(Person(agent, "other", tuple(sorted(known)), (agent,)) for agent, known in names.items())


def known_in_session(store: ExcerptStore, plans: Sequence[str], loaded: Loaded | None, read: Read) -> Known:
    """Everybody who could be named while these plans are played: the team, and the people of their calls, where files are open."""
    from pathlib import Path

    from qa_tui.anonymise import Known, Person
    from qa_tui.domain.problem import Problem

    if loaded is None:
        return Known(())
    names_of = known_team(loaded)
    keys = {key for plan in plans for key in store.excerpts_of(plan)}
    calls = [call for call, key in store.call_keys(loaded.transcripts).items() if key in keys]
    heard = []
    values: list[str] = []
    for call in calls:
        path = Path(loaded.transcripts[call])
        transcript = read(path, path.name)
        if not isinstance(transcript, Problem):
            of_call = known_people(names_of, transcript, "")
            heard += [
                Person(f"{call} {person.role}", "other", person.names)
                for person in of_call.people
                if person.role != "other" and person.names
            ]
            values += [value for found in of_call.values.values() for value in found]
    return Known((*_team(names_of), *heard), {"number": tuple(values)})
