"""Reaching into JSON of unknown origin: what is not there, or is of another kind, is an empty value and never an error."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa_tui.readers.evaluations.export import ExportFile

_LARGEST = 10**15
"""No score, time or count is larger."""
_TAG = re.compile(r"<[^>]{0,400}>")


def text_of(value: Any) -> str:
    """A JSON value as a table would hold it."""
    match value:
        case None:
            return ""
        case bool():
            return "Yes" if value else "No"
        case float():
            return f"{int(value)}" if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
        case _:
            return str(value)


def obj(value: Any, *path: str) -> dict[str, Any]:
    """The object at `path`, empty where there is none."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def items(value: Any, *path: str) -> list[dict[str, Any]]:
    """The objects of the list at `path`."""
    found = obj(value, *path[:-1]).get(path[-1]) if path else value
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def text(value: Any, *names: str) -> str:
    """The first of `names` that holds a plain value, as text."""
    for name in names:
        found = value.get(name) if isinstance(value, dict) else None
        if found is not None and not isinstance(found, dict | list):
            return text_of(found).strip()
    return ""


def number(value: Any, *names: str) -> float | None:
    """The first of `names` that holds a number, written as one or as text."""
    for name in names:
        found = value.get(name) if isinstance(value, dict) else None
        if isinstance(found, int | float) and not isinstance(found, bool):
            return float(found) if abs(found) < _LARGEST else None
        if isinstance(found, str):
            try:
                return float(found)
            except ValueError:
                continue
    return None


def plain(score: float | None) -> str:
    """A number without a needless decimal point; empty where there is none."""
    return "" if score is None else f"{score:.10g}"


def without_tags(html: str) -> str:
    """The words of a comment that was written as HTML."""
    return " ".join(_TAG.sub(" ", html).split())


def is_true(value: Any) -> bool:
    return value is True or (isinstance(value, str) and value.casefold() in {"true", "yes"})


def every(files: Sequence[ExportFile], *wrappers: str) -> Iterator[tuple[dict[str, Any], ExportFile, int | None]]:
    """Every object of these files: alone, in a list, one per line, or in a list under one of `wrappers`."""
    for file in files:
        for value, line in file.values:
            wrapped = next((value[name] for name in wrappers if isinstance(value, dict) and name in value), value)
            for record in wrapped if isinstance(wrapped, list) else [wrapped]:
                if isinstance(record, dict):
                    yield record, file, line
