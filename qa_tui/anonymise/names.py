"""Names in speech without capitals and commas: by what stands before them, by where they stand, and by what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.anonymise.lexicon import given_names
from qa_tui.anonymise.name_words import LINKS, NEVER_SURNAMES, REPLIES, SAYING, is_given, is_likely, is_surname
from qa_tui.anonymise.spans import Found
from qa_tui.anonymise.spoken_codes import ACRONYMS
from qa_tui.anonymise.word_names import is_in_slot
from qa_tui.anonymise.words import Atom, atoms_of, could_be_name, is_everyday

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa_tui.domain.transcript import Turn

MOST_PARTS = 3
FEWEST_DIGITS = 3
FEWEST_SPELLED = 3
SHORT_TURN = 4
"""Atoms of a turn that may be nothing but a name."""
_INTRODUCTIONS = (
    ("my", "name", "is"), ("name", "is"), ("names",), ("name's",), ("name",), ("last", "name"), ("first", "name"), ("surname",),
    ("surname", "is"), ("call", "me"), ("speaking", "with"), ("speaking", "to"), ("talking", "to"), ("under",), ("named",), ("called",),
    ("continue", "with"), ("holder", "is"), ("behalf", "of"), ("passenger", "is"), ("mr",), ("mrs",), ("ms",), ("miss",), ("dr",),
)  # fmt: skip
"""Words after which a name is likely."""
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mister", "dr", "doctor"})
_WEAK = (("this", "is"), ("i", "am"), ("i'm",), ("im",), ("it's",), ("its",), ("it", "is"), ("here", "is"))
"""Words after which a name stands now and then: only a word that no dictionary has, or one of the census."""
_ADDRESSES = frozenset(
    {
        "hi", "hello", "hey", "thanks", "thank", "you", "thankyou", "ok", "okay", "yes", "no", "sorry", "bye", "goodbye",
        "dear", "morning", "afternoon", "evening", "alright", "great", "sure", "much", "night", "day", "cheers", "welcome",
        "please", "help"
    }
)  # fmt: skip
"""Words behind which people call each other by name."""
_ABOUT_NUMBERS = frozenset(
    {
        "number", "numbers", "no", "code", "codes", "pin", "id", "zip", "zipcode", "postcode", "account", "card", "order",
        "claim", "policy", "phone", "mobile", "cell", "ref", "reference", "confirmation", "ssn", "social", "digits", "ending",
        "last", "four", "room", "flight", "seat", "gate", "page", "line", "version", "model", "item", "table", "invoice",
        "ticket", "case", "booking", "about", "around", "only", "just", "almost", "nearly", "under", "over", "than", "like",
        "option", "step", "size", "total", "price", "cost", "paid", "pay", "year"
    }
)  # fmt: skip
_BEFORE_PEOPLE = (
    ("spoke", "to"), ("spoken", "to"), ("speak", "to"), ("spoke", "with"), ("speak", "with"), ("talked", "to"), ("talked", "with"),
    ("talk", "to"), ("through", "to"), ("transfer", "you", "to"), ("transferred", "to"), ("transferred", "me", "to"),
    ("someone", "called"), ("somebody", "called"), ("lady", "called"), ("guy", "called"), ("man", "called"), ("woman", "called"),
    ("someone", "named"), ("ask", "for"), ("asked", "for"), ("colleague", "is"), ("dealt", "with"), ("emailed",), ("texted",), ("tell",),
    ("told",), ("asked",), ("meet",), ("is", "that"), ("have", "you", "got"), ("get", "me"), ("wife",), ("husband",), ("daughter",), ("son",),
    ("brother",), ("sister",), ("mother",), ("father",), ("mum",), ("mom",), ("dad",), ("nephew",), ("niece",), ("cousin",), ("uncle",), ("auntie",),
    ("aunt",), ("grandson",), ("granddaughter",), ("neighbour",), ("neighbor",), ("partner",), ("boss",), ("manager",), ("supervisor",), ("colleague",),
    ("carer",), ("boyfriend",), ("girlfriend",), ("fiance",), ("roommate",), ("landlord",), ("friend",), ("from",), ("by",), ("with",),
    ("and", "then"), ("let", "me", "get"), ("email",), ("call",), ("calling",), ("was",), ("for",), ("hey",), ("or",), ("and",),
)  # fmt: skip
"""Words behind which somebody is named, with no capital to say so: only a word that is a given name counts."""
_BEHIND_PEOPLE = (
    ("here",), ("speaking",), ("said",), ("says",), ("told",), ("promised",), ("from", "billing"), ("from", "accounts"), ("from", "sales"),
    ("from", "support"), ("from", "the"), ("from", "your"), ("in", "billing"), ("in", "accounts"), ("in", "sales"), ("in", "the"), ("there",), ("available",),
    ("called", "me"), ("rang",), ("was", "going", "to"), ("was", "supposed"), ("speak",), ("can", "i", "help"), ("how", "can"), ("how", "may"), ("may", "i"),
    ("can", "you"), ("can", "i"), ("and", "i"),
)  # fmt: skip
_PREFIXES = frozenset({"mac", "mc", "o", "de", "van", "von", "la", "el", "al", "bin", "st", "del", "di"})


def find_names(turns: Sequence[Turn]) -> Iterator[Found]:
    """Names after an introduction or a greeting, alone in a turn, or known from the census; then wherever they come again."""
    learned: dict[str, str] = {}
    found: list[Found] = []
    lines = [atoms_of(turn.text) for turn in turns]
    for number, atoms in enumerate(lines):
        for first, last in _spelled(atoms):
            found.append(Found(number, atoms[first].start, atoms[last].end, "name", "spelled", ""))
        named = (
            *_introduced(atoms), *_addressed(atoms), *_alone(atoms), *_listed(atoms), *_placed(atoms), *_written(turns[number].text, atoms)
        )  # fmt: skip
        for first, reach, rule in named:
            last = reach
            while last > first and _is_said_of_them(turns[number].text, atoms[last]):
                last -= 1
            person = atoms[first].plain
            found.append(Found(number, atoms[first].start, atoms[last].end, "name", rule, person))
            for atom in atoms[first : last + 1]:
                if len(atom.plain) >= 3 and (not is_everyday(atom.plain) or atom.plain in given_names()):
                    learned.setdefault(atom.plain, person)
    yield from found
    for number, atoms in enumerate(lines):
        text = turns[number].text
        for atom in atoms:
            if atom.plain in learned and (not is_everyday(atom.plain) or is_in_slot(text, atom.start)):
                yield Found(number, atom.start, atom.end, "name", "same name", learned[atom.plain])


def _is_said_of_them(text: str, atom: Atom) -> bool:
    """Whether a word behind a name tells what somebody did, and is a surname only in the census."""
    return atom.plain in SAYING and text[atom.start].islower()


def _spelled(atoms: Sequence[Atom]) -> Iterator[tuple[int, int]]:
    """Letters one by one, bare or with a word for each: "s h a u n a", "s as in sugar, h for harry"."""
    place = 0
    while place < len(atoms):
        last, letters, at = place - 1, 0, place
        while at < len(atoms) and len(atoms[at].text) == 1 and not atoms[at].is_number:
            letters, last, at = letters + 1, at, at + 1
            words = [atom.text for atom in atoms[at : at + 2]]
            if words == ["as", "in"] and at + 2 < len(atoms):
                last, at = at + 2, at + 3
            elif words[:1] in (["for"], ["like"]) and at + 1 < len(atoms):
                last, at = at + 1, at + 2
        said = "".join(atom.text for atom in atoms[place : last + 1])
        if letters >= FEWEST_SPELLED and said not in ACRONYMS:
            yield place, last
        place = max(last, place) + 1


def _run(atoms: Sequence[Atom], at: int, *, is_strong: bool) -> int:
    """Last atom of the name that begins at `at`, or -1. After a strong cue an everyday word can be a name as well."""
    last = -1
    for place in range(at, min(at + MOST_PARTS + 1, len(atoms))):
        atom = atoms[place]
        if place > at and atom.is_apart:
            break
        if atom.is_number or (atom.text in LINKS and len(atom.text) > 1) or atom.text in REPLIES:
            break
        if place == at:
            fits = could_be_name(atom.plain) if is_strong else is_likely(atom.plain)
        else:
            fits = could_be_name(atom.plain) or is_surname(atom.plain)
        is_bridge = (atom.text in _PREFIXES or len(atom.text) == 1) and last >= 0 and place + 1 < len(atoms)
        if not fits and not is_bridge:
            break
        if fits:
            last = place
        if atom.text != atom.plain:  # "Ann's" ends the name
            break
    return last


def _introduced(atoms: Sequence[Atom]) -> Iterator[tuple[int, int, str]]:
    texts = [atom.text for atom in atoms]
    for place, text in enumerate(texts[:-1]):
        after = atoms[place + 1]
        if (
            text in _TITLES
            and not after.is_number
            and len(after.plain) > 2
            and after.plain not in NEVER_SURNAMES | REPLIES
        ):
            yield place + 1, max(place + 1, _run(atoms, place + 1, is_strong=True)), "title"
    for cues, is_strong in ((_INTRODUCTIONS, True), (_WEAK, False)):
        for cue in cues:
            size = len(cue)
            for place in range(len(atoms) - size):
                if tuple(texts[place : place + size]) == cue:
                    first = place + size
                    last = _run(atoms, first, is_strong=is_strong)
                    if last < 0 and "name" in cue[0] + cue[-2 if size > 1 else -1] and is_surname(atoms[first].plain):
                        last = first
                    if last >= 0:
                        yield first, last, "cue"


def _addressed(atoms: Sequence[Atom]) -> Iterator[tuple[int, int, str]]:
    """Behind a greeting or thanks, at the end of the turn or before another such word."""
    for place in range(1, len(atoms)):
        word = atoms[place].plain
        is_last = place == len(atoms) - 1 or atoms[place + 1].text in _ADDRESSES | {
            "i",
            "can",
            "my",
            "how",
            "are",
            "this",
        }
        is_given_name = word in given_names() and word not in REPLIES | NEVER_SURNAMES
        if atoms[place - 1].text in _ADDRESSES and is_last and is_given_name:
            is_short = len(atoms) <= SHORT_TURN + 1
            if is_short or not is_everyday(word):
                yield place, place, "greeting"


def _alone(atoms: Sequence[Atom]) -> Iterator[tuple[int, int, str]]:
    """A short turn of nothing but a name, or a name and a number: the answer to a question."""
    head = [atom for atom in atoms if not atom.is_number]
    start = next((n for n, atom in enumerate(atoms[:2]) if atom.text not in REPLIES | {"name"}), -1)
    if start < 0 or not head or len(head) > SHORT_TURN:
        return
    rest = atoms[start + 1 :]
    if len(rest) == 1 and rest[0].is_number and len(rest[0].text) >= FEWEST_DIGITS and _is_word(atoms[start]):
        yield start, start, "word and number"
        return
    run = _run(atoms, start, is_strong=True)
    if run < 0:
        return
    is_whole = all(atom.is_number or atom.text in LINKS or len(atom.text) <= 2 for atom in atoms[run + 1 :])
    words = [atom.plain for atom in atoms[start : run + 1]]
    if is_whole and any(is_likely(word) or word in given_names() - NEVER_SURNAMES for word in words):
        yield start, run, "answer"


def _is_word(atom: Atom) -> bool:
    """Whether an atom before a number is no word about numbers."""
    return not atom.is_number and len(atom.text) > 2 and atom.plain not in _ABOUT_NUMBERS | REPLIES | LINKS


def _listed(atoms: Sequence[Atom]) -> Iterator[tuple[int, int, str]]:
    """Names of the census that are no everyday word; with what stands beside them, if that is one too."""
    place = 0
    while place < len(atoms):
        word = atoms[place].plain
        if not atoms[place].is_number and word in given_names() and not is_everyday(word) and len(word) > 2:
            last = max(place, _run(atoms, place, is_strong=True))
            yield place, last, "name of the census"
            place = last
        place += 1


def _placed(atoms: Sequence[Atom]) -> Iterator[tuple[int, int, str]]:
    """A given name where people are named, everyday word or not: "through to penny", "joy here", "my wife dawn"."""
    texts = [atom.text for atom in atoms]
    for place, atom in enumerate(atoms):
        if not is_given(atom.plain):
            continue
        before, behind = texts[max(0, place - 3) : place], texts[place + 1 : place + 4]
        is_first = place == 0 or atom.is_apart
        is_before = not is_first and any(tuple(before[-len(cue) :]) == cue for cue in _BEFORE_PEOPLE)
        is_behind = any(tuple(behind[: len(cue)]) == cue for cue in _BEHIND_PEOPLE)
        # Words that stand before things as well leave it to what comes behind, or to a name that is nothing else.
        is_loose = not is_first and before[-1:] and before[-1] in _LOOSE
        if (is_before and (not is_loose or is_behind or not is_everyday(atom.plain))) or (
            is_behind and (is_first or is_before)
        ):
            yield place, max(place, _run(atoms, place, is_strong=True)), "where people are named"


_LOOSE = frozenset(
    {"from", "by", "with", "was", "for", "or", "and", "call", "calling", "tell", "told", "asked", "that", "email"}
)


def _written(text: str, atoms: Sequence[Atom]) -> Iterator[tuple[int, int, str]]:
    """A given name with a capital inside a sentence, in a turn that writes other words without."""
    inner = [atom for atom in atoms[1:] if not atom.is_apart and not atom.is_number]
    if len(inner) < 2 or 2 * sum(text[atom.start].isupper() for atom in inner) > len(inner):
        return
    for place, atom in enumerate(atoms):
        is_inside = place > 0 and not (atom.is_apart and text[: atom.start].rstrip()[-1:] in ".!?:")
        if (
            is_inside
            and text[atom.start].isupper()
            and not text[atom.start : atom.end].isupper()
            and is_given(atom.plain)
        ):
            yield place, max(place, _run(atoms, place, is_strong=True)), "given name with a capital"
