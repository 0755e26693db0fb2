"""Postal addresses as people say them: a number and a street, or whatever follows "my address is"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.anonymise.number_words import DIGITS, ORDINAL_ENDS, TENS
from qa_tui.anonymise.spans import Found
from qa_tui.anonymise.words import Atom, atoms_of, is_everyday

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa_tui.domain.transcript import Turn

_STREETS = frozenset(
    {
        "street", "st", "road", "rd", "avenue", "ave", "av", "lane", "ln", "drive", "dr", "boulevard", "blvd", "court", "ct",
        "way", "place", "pl", "square", "sq", "terrace", "close", "crescent", "highway", "hwy", "parkway", "pkwy", "circle",
        "cir", "alley", "row", "mews", "grove", "gardens", "heights", "nagar", "colony", "marg", "salai", "sector",
        "apartment", "apartments", "apt", "flat", "floor", "suite", "building", "block", "house", "villa", "cross", "main",
        "po", "box"
    }
)  # fmt: skip
_MAYBE_STREETS = frozenset(
    {
        "key", "keys", "meadow", "meadows", "ranch", "drives", "shore", "shores", "mall", "complex", "toll", "gate", "ridge",
        "trail", "trails", "hill", "hills", "point", "valley", "village", "port", "isle", "island", "islands", "via",
        "crossing", "run", "path", "view", "vista", "harbor", "harbour", "bay", "lake", "lakes", "springs", "summit", "falls",
        "forest", "glen", "green", "field", "fields", "ferry", "ford", "fort", "bridge", "brook", "creek", "cliff", "club",
        "common", "corner", "course", "cove", "crest", "curve", "estate", "estates", "extension", "freeway", "garden",
        "gateway", "junction", "knoll", "landing", "lodge", "loop", "manor", "mill", "mission", "motorway", "mount",
        "mountain", "oval", "park", "passage", "pike", "plain", "plaza", "prairie", "ramp", "river", "route", "skyway",
        "spring", "spur", "stream", "track", "tunnel", "turnpike", "union", "walk", "wall", "well", "wells", "tower",
        "towers", "residency", "layout", "phase", "society", "enclave", "plot", "door", "expressway", "penthouse", "unit"
    }
)  # fmt: skip
"""Kinds of street that are everyday words too: they count where a word that no dictionary has stands beside them."""
_CUES = (
    ("address", "is"), ("address",), ("deliver", "to"), ("deliver", "it", "to"), ("delivered", "to"), ("ship", "to"), ("live", "at"),
    ("lives", "at"), ("living", "at"), ("located", "at"), ("we're", "at"), ("i'm", "at"), ("house", "at"), ("flat", "at"), ("send", "it", "to"), ("delivery", "to"), ("moved", "to"),
)  # fmt: skip
_STOPS = frozenset(
    {
        "and", "please", "for", "my", "is", "are", "can", "could", "would", "i", "you", "we", "thanks", "thank", "ok", "okay",
        "yes", "no", "the", "with", "by", "when", "if", "that", "this", "it", "today", "now"
    }
)  # fmt: skip
_WITHIN = 5
"""Words between the number and the kind of street."""
_LONGEST = 14
_SHORT_TURN = 12


def find_places(turns: Sequence[Turn]) -> Iterator[Found]:
    for number, turn in enumerate(turns):
        atoms = atoms_of(turn.text)
        for first, last in (
            *_streets(atoms),
            *_spoken_streets(atoms),
            *_named_streets(turn.text, atoms),
            *_behind_cue(atoms),
        ):
            yield Found(number, atoms[first].start, atoms[last].end, "address", "address")


def _extended(atoms: Sequence[Atom], last: int) -> int:
    """As far as the address may go on: town, district, code."""
    while last + 1 < len(atoms) and atoms[last + 1].text not in _STOPS:
        last += 1
    return last


def _streets(atoms: Sequence[Atom]) -> Iterator[tuple[int, int]]:
    """A number, up to five words, and a kind of street; or a street that only a short turn names."""
    for place, atom in enumerate(atoms):
        if not atom.is_number or len(atom.text) > 6 or _is_ordinal(atoms, place):
            continue
        ahead = atoms[place + 1 : place + 1 + _WITHIN + 1]
        is_strange = any(
            len(other.text) > 2 and not other.is_number and not is_everyday(other.plain) for other in ahead
        )
        kinds = [
            n
            for n, other in enumerate(ahead)
            if other.text in _STREETS or (is_strange and other.text in _MAYBE_STREETS)
        ]
        if (
            kinds
            and not any(other.text in _STOPS for other in ahead[: kinds[0]])
            and (kinds[0] > 0 or len(atoms) <= _SHORT_TURN)
        ):
            yield place, min(_extended(atoms, place + 1 + kinds[0]), place + _LONGEST)
            return
    if len(atoms) <= _SHORT_TURN:
        for place, atom in enumerate(atoms):
            strange = place > 0 and not is_everyday(atoms[place - 1].plain) and not atoms[place - 1].is_number
            if atom.text in _STREETS and strange:
                first = place - 1
                while first > 0 and (atoms[first - 1].is_number or not is_everyday(atoms[first - 1].plain)):
                    first -= 1
                yield first, _extended(atoms, place)
                return


_SURE_STREETS = frozenset({"street", "road", "avenue", "lane", "crescent", "boulevard", "terrace", "mews", "grove", "gardens", "nagar", "colony", "calle"})  # fmt: skip
_LIKELY_STREETS = frozenset({"close", "drive", "court", "way", "place", "square", "row", "hill", "park", "rise", "walk", "view", "lodge", "cottages", "villas"})  # fmt: skip
_DWELLINGS = frozenset({"flat", "apartment", "apt", "unit", "suite", "house", "number", "plot", "door", "block"})
_NOT_OF_A_STREET = _STOPS | frozenset({"a", "an", "of", "on", "in", "at", "to", "or", "but", "up", "down", "off", "from", "about", "minutes", "hours", "days", "weeks", "months", "miles", "pounds", "dollars", "more", "other", "people", "times", "percent", "degrees", "steps", "whole", "wrong", "right", "long", "same", "best", "only"})  # fmt: skip


def _spoken_streets(atoms: Sequence[Atom]) -> Iterator[tuple[int, int]]:
    """House numbers in words: "fifteen orchard close", "flat two b", "four eleven county road nine", "number 14 the crescent"."""
    place = 0
    while place < len(atoms):
        if not _is_said_number(atoms[place]):
            place += 1
            continue
        first = last = place
        while (
            last + 1 < len(atoms)
            and not atoms[last + 1].is_apart
            and (_is_said_number(atoms[last + 1]) or len(atoms[last + 1].text) == 1)
        ):
            last += 1
        dwelling = first > 0 and atoms[first - 1].text in _DWELLINGS
        end = _end_of_street(
            atoms, last + 1, is_sure=dwelling or (first > 0 and atoms[first - 1].text in {"at", "address", "live"})
        )
        if end >= 0:
            yield (
                (first - 1 if dwelling and atoms[first - 1].text != "number" else first),
                min(_extended(atoms, end), first + _LONGEST),
            )
            return
        if dwelling and atoms[first - 1].text in {"flat", "apartment", "apt"} and len(atoms) <= _SHORT_TURN:
            yield first - 1, min(_extended(atoms, last), first + _LONGEST)
            return
        place = last + 1


def _is_said_number(atom: Atom) -> bool:
    return atom.text in DIGITS | TENS or (atom.is_number and len(atom.text) <= 5)


def _end_of_street(atoms: Sequence[Atom], first: int, *, is_sure: bool) -> int:
    """The kind of street within three words from `first`, or the name of a house behind "the"; -1 where there is none."""
    if (
        is_sure
        and first + 1 < len(atoms)
        and atoms[first].text == "the"
        and atoms[first + 1].text not in _NOT_OF_A_STREET
    ):
        return first + 1
    for place in range(first, min(first + 4, len(atoms))):
        text = atoms[place].text
        if (
            text in _NOT_OF_A_STREET
            or (text == "way" and place + 1 < len(atoms) and atoms[place + 1].text == "street")
            or (atoms[place].is_apart and place > first)
        ):
            return -1
        if place > first and (text in _SURE_STREETS or (text in _LIKELY_STREETS and (is_sure or place == first + 1))):
            return place
    return -1


def _named_streets(text: str, atoms: Sequence[Atom]) -> Iterator[tuple[int, int]]:
    """A street written with capitals: "Station Road", "The Paddocks, Station Road"; and "bridge street" without."""
    for place, atom in enumerate(atoms):
        if place == 0 or atom.is_apart or atom.text not in _SURE_STREETS | _LIKELY_STREETS:
            continue
        before = atoms[place - 1]
        is_written = (
            text[atom.start].isupper()
            and text[before.start].isupper()
            and not text[before.start : before.end].isupper()
        )
        is_said = (
            atom.text in {"street", "avenue", "crescent"}
            and before.text not in _NOT_OF_A_STREET | _VAGUE
            and len(before.text) > 3
        )
        if not (is_written and before.text not in _NOT_OF_A_STREET) and not is_said:
            continue
        first = place - 1
        while (
            is_written
            and first > 0
            and not atoms[first].is_apart
            and text[atoms[first - 1].start].isupper()
            and atoms[first - 1].text not in _STOPS - {"the"}
        ):
            first -= 1
        yield first, place


_VAGUE = frozenset({"your", "their", "that", "this", "main", "high", "side", "next", "back", "front", "across", "wall", "which", "what", "some", "another", "every", "whole", "house"})  # fmt: skip


def _is_ordinal(atoms: Sequence[Atom], place: int) -> bool:
    """Whether a number is glued to its ending: the "rd" of "3rd" is no road."""
    following = atoms[place + 1] if place + 1 < len(atoms) else None
    return following is not None and following.text in ORDINAL_ENDS and following.start == atoms[place].end


def _behind_cue(atoms: Sequence[Atom]) -> Iterator[tuple[int, int]]:
    texts = [atom.text for atom in atoms]
    for cue in _CUES:
        for place in range(len(atoms) - len(cue)):
            first = place + len(cue)
            if tuple(texts[place:first]) != cue or texts[first] in _STOPS:
                continue
            last = min(_extended(atoms, first), first + _LONGEST)
            part = atoms[first : last + 1]
            if any(atom.is_number or not is_everyday(atom.plain) for atom in part):
                yield first, last
                return
