"""What people write into score cells. Only distinct values are looked at, never rows."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qa_tui.domain.rubric import Scale

NOT_APPLICABLE = frozenset(
    {
        "n/a",
        "na",
        "n.a.",
        "not applicable",
        "n.v.t.",
        "entfällt",
        "-na-",
        "not scored",
        "n.a",
        "n / a",
        "#n/a",
        "n. a.",
        "k.a.",
        "nicht anwendbar",
    }
)
BLANK = frozenset({"", "-", "--", "–", "—", "null", "none", "nan"})
_FRACTION = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*(?:/|of|out of)\s*(\d+(?:[.,]\d+)?)")
_PERCENT = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*%")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_WORDS: Mapping[str, tuple[str, ...]] = {
    "yes": ("yes", "y", "true", "pass", "passed", "met", "meets", "ja", "oui", "sí"),
    "partial": ("partial", "partially", "partly", "partially met", "teilweise", "p"),
    "no": ("no", "n", "false", "fail", "failed", "not met", "does not meet", "nein", "non"),
}


@dataclass(frozen=True, slots=True)
class CellValue:
    """One distinct cell text, understood."""

    points: float
    """NaN missing, -inf not applicable."""
    maximum: float | None = None
    """Maximum where the text itself says it, as "4/5" and "80%" do."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell text that means no score, and what was expected instead."""

    expected: str


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def is_not_applicable(text: str) -> bool:
    return text.strip().casefold() in NOT_APPLICABLE


def is_partly(text: str) -> bool:
    return text.strip().casefold() in _WORDS["partial"]


def is_number(text: str) -> bool:
    """Whether `text` is a plain number, without a maximum or a percent sign of its own."""
    return bool(_NUMBER.fullmatch(text.strip()))


def numbers_in(texts: Iterable[str]) -> list[float]:
    """The plain numbers among `texts`."""
    return [_number(text.strip()) for text in texts if is_number(text)]


def read_value(text: str, scale: Scale | None) -> CellValue | Unreadable:
    """`text` as a score on `scale` (None: the scale is not known)."""
    plain = text.strip().casefold()
    if plain in BLANK:
        return CellValue(math.nan)
    if plain in NOT_APPLICABLE:
        return CellValue(-math.inf)
    if found := _FRACTION.fullmatch(plain):
        value = CellValue(_number(found[1]), _number(found[2]))
        return value if value.maximum else Unreadable("a maximum above 0")
    if found := _PERCENT.fullmatch(plain):
        return CellValue(_number(found[1]), 100.0)
    if _NUMBER.fullmatch(plain):
        return CellValue(_number(plain))
    named = _named_value(plain, scale)
    if named is not None:
        return CellValue(named)
    return Unreadable(_expected(scale))


def _named_value(plain: str, scale: Scale | None) -> float | None:
    names = {name.casefold(): value for name, value in zip(scale.names, scale.values, strict=False)} if scale else {}
    if plain in names:
        return names[plain]
    synonym = next((word for word, others in _WORDS.items() if plain in others and word in names), None)
    if synonym is not None:
        return names[synonym]
    if scale is not None and not (scale.is_binary or scale.is_continuous):
        return None
    low, high = (scale.minimum, scale.maximum) if scale else (0.0, 1.0)
    if plain in _WORDS["yes"]:
        return high
    return low if plain in _WORDS["no"] else None


def _expected(scale: Scale | None) -> str:
    if scale is None:
        return "a number, 4/5, 80%, Yes, No or N/A"
    if scale.names:
        return " or ".join(scale.names) + ", or N/A"
    if scale.is_continuous:
        return f"a number from {scale.minimum:g} to {scale.maximum:g}, Yes, No, or N/A"
    return f"one of {', '.join(scale.word(value) for value in scale.values)}, or N/A"


def misfit(points: float, maximum: float, scale: Scale | None) -> str | None:
    """What was expected, where `points` cannot be a score out of `maximum` on `scale`; None where it can."""
    if not math.isfinite(points):
        return None
    if scale is not None and maximum == scale.maximum:
        on_scale = points in scale.values if scale.values else scale.minimum <= points <= scale.maximum
        return None if on_scale else _expected(scale)
    return None if 0 <= points <= maximum else f"a number from 0 to {maximum:g}, or N/A"
