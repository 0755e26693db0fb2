"""Text folded for comparison, character by character, so that every place can be found again in the original."""

from __future__ import annotations

import unicodedata

_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһқӏАВЕКМНОРСТХІЈЅαοιερκνυτΑΒΕΖΗΙΚΜΝΟΡΤΥΧ’‘ʼ′",
    "aeopcyxijsdhklabekmhopctxijsaoiepkvutabezhikmnoptyx''''",
)


def fold(text: str) -> tuple[str, list[int]]:
    """`text` without case, accents, invisible characters and look-alike letters, and the original index of each character."""
    if text.isascii() and text.isprintable():
        return text.lower(), list(range(len(text)))
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character):
            category = unicodedata.category(part)
            if category in {"Mn", "Cf", "Cc"} and not part.isspace():
                continue
            for letter in part.casefold().translate(_LOOKALIKES):
                folded.append(letter)
                places.append(place)
    return "".join(folded), places


def folded(text: str) -> str:
    return fold(text)[0]


def original_span(places: list[int], start: int, end: int) -> tuple[int, int]:
    """Where the folded stretch [start, end) stands in the original."""
    return places[start], places[end - 1] + 1
