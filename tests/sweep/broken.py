"""Whole files and lines made broken in the ways that files are: cut, doubled, swapped, mistyped, wrongly encoded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from random import Random

HOSTILE = (
    "", " ", "0", "-1", "1e308", "NaN", "inf", "4/5", "80%", "0,8", "n/a", "N/A", "Yes", "=1+1", "@SUM(A1)", "\x1b[31m", "\u202e", "\x00",
    "\ufeff", "漢字", "é" * 40, "2026-13-40", "31/12/2026", "12/31/2026 25:61", "999999999999999999999", '"', "'", ",", ";", "\t", "\n", "[/b]",
    "{", "}", "null", "true", "!!python/object:os.system", "&a [*a]", "- - -", ": :", "%", "x" * 3_000,
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1", "utf-32")
"""How an exporting tool may have written it."""


def broken_text(random: Random, text: str) -> bytes:
    """`text` after one to six accidents, as bytes of a file."""
    for _ in range(random.randint(1, 6)):
        text = random.choice(ACCIDENTS)(random, text)
    data = text.encode(random.choice(ENCODINGS) if random.random() < 0.2 else "utf-8", "replace")
    if random.random() < 0.15:
        place = random.randrange(len(data) + 1)
        data = data[:place] + random.randbytes(random.randint(1, 8)) + data[place + random.randint(0, 3) :]
    return data


def broken_value(random: Random, value: Any) -> Any:
    """A JSON value with one part of it replaced, dropped or doubled."""
    if isinstance(value, dict) and value:
        key = random.choice(list(value))
        if random.random() < 0.25:
            return {k: v for k, v in value.items() if k != key}
        return {**value, key: broken_value(random, value[key])}
    if isinstance(value, list) and value:
        place = random.randrange(len(value))
        if random.random() < 0.2:
            return [*value[:place], value[place], *value[place:]]
        return [*value[:place], broken_value(random, value[place]), *value[place + 1 :]]
    return random.choice(
        (*HOSTILE, None, True, -1, 0, 1.5, 1e400, float("nan"), [], {}, [[]], {"a": {"b": []}}, 10**30)
    )


def _cut(random: Random, text: str) -> str:
    return text[: random.randrange(len(text) + 1)]


def _without_piece(random: Random, text: str) -> str:
    start = random.randrange(len(text) + 1)
    return text[:start] + text[start + random.randint(1, 30) :]


def _put_in(random: Random, text: str) -> str:
    place = random.randrange(len(text) + 1)
    return text[:place] + random.choice(HOSTILE) + text[place:]


def _line_twice(random: Random, text: str) -> str:
    lines = text.split("\n")
    place = random.randrange(len(lines))
    return "\n".join([*lines[:place], lines[place], *lines[place:]])


def _lines_swapped(random: Random, text: str) -> str:
    lines = text.split("\n")
    a, b = random.randrange(len(lines)), random.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    return "\n".join(lines)


def _cell_replaced(random: Random, text: str) -> str:
    lines = text.split("\n")
    place = random.randrange(len(lines))
    cells = lines[place].split(",")
    cells[random.randrange(len(cells))] = random.choice(HOSTILE)
    lines[place] = ",".join(cells)
    return "\n".join(lines)


def _other_marks(random: Random, text: str) -> str:
    old, new = random.choice(
        ((",", ";"), (",", "\t"), (".", ","), (":", ""), ("  ", "\t"), ("\n", "\r\n"), ("\n", "\r"), ('"', "'"))
    )
    return text.replace(old, new)


ACCIDENTS = (_cut, _without_piece, _put_in, _line_twice, _lines_swapped, _cell_replaced, _other_marks)
