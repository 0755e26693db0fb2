"""Postal addresses as people say them: a number and a street, or whatever follows "my address is"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.anonymise.number_words import ORDINAL_ENDS
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
    ("lives", "at"), ("living", "at"), ("located", "at"), ("send", "it", "to"), ("delivery", "to"), ("moved", "to"),
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
        for first, last in (*_streets(atoms), *_behind_cue(atoms)):
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
