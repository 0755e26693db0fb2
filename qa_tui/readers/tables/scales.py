"""Criteria as headers name them: "Active listening (1-5)", "Empathy (15)", "Verification [Critical]", and scales seen in values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_tui.domain.rubric import Criterion, Scale
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.values import numbers_in

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBER = r"\d+(?:[.,]\d+)?"
_RANGE = re.compile(
    rf"\s*[(\[]\s*(-?{_NUMBER})\s*(?:-|–|—|to|/|\.\.)\s*({_NUMBER})\s*(?:points|pts)?\s*[)\]]\s*$", re.IGNORECASE
)
_MAXIMUM = re.compile(
    rf"\s*[(\[]\s*(?:max\.?|out of|/)?\s*({_NUMBER})\s*(?:points|pts|max)?\.?\s*[)\]]\s*$", re.IGNORECASE
)
_SLASHED = re.compile(rf"\s*/\s*({_NUMBER})\s*$")
_WEIGHT = re.compile(r"\s*[(\[]\s*(\d{1,3})\s*%\s*[)\]]\s*$")
_BINARY = re.compile(r"\s*[(\[]\s*(?:yes|pass|y)\s*/\s*(?:no|fail|n)(?:\s*/\s*n/?a)?\s*[)\]]\s*$", re.IGNORECASE)
_PERCENT = re.compile(r"\s*[(\[]\s*(?:%|percent)\s*[)\]]\s*$", re.IGNORECASE)
_MARKS = re.compile(
    r"\s*[(\[](?:critical|auto-?fail|bonus|required|mandatory|compliance)[)\]]\s*$|\s*\*+$", re.IGNORECASE
)
_TOTALS = re.compile(
    r"^(?:(?:grand |over-?all |final |sub-?|section |total |qa |quality |weighted |average |avg |mean |call |evaluation |form )*"
    r"(?:total|totals|overall|score|result|average|mean|percent(?:age)?|grade|points|possible)"
    r"(?: %| score| points| percent(?:age)?| result)*|sum|possible points|passed|pass/fail|auto-?fail(?:ed)?|(?:any )?failed (?:critical |kill )?questions?)$"
)
_MARK_AGAINST = r"auto(?:matic)?[ -]?fail\w*|critical (?:error|fail\w*)s?|fatal(?: error)?s?"
_AUTO_FAIL = re.compile(rf"^(?:{_MARK_AGAINST}|kill question\w*)\W*$", re.IGNORECASE)
_NO_CRITERION = re.compile(
    r"\bweight(?:ed|ing|s)?\b|^final$|^(?:average|sum|count|min|max) of\b|\bduration\b|\bhandle time\b|^aht$|^transfers?$|^errors?$"
    rf"|^gesamt(?:punkte|ergebnis)?$|^(?:{_MARK_AGAINST})\W*$",
    re.IGNORECASE,
)
_TOTALS_CELL = re.compile(
    r"^(?:grand |sub-?|over-?all |team )?(?:totals?|averages?|avg|mean|sum|overall)(?: score| %)?:?$", re.IGNORECASE
)
_LIKE_A_TOTAL = re.compile(
    r"total|overall|score|result|average|mean|percent|grade|points|sum|passed|fail", re.IGNORECASE
)
YES_NO = ("no", "yes")
NO_PARTIAL_YES = ("no", "partial", "yes")
_PARTIAL = re.compile(r"\s*[(\[]\s*no\s*/\s*partial\s*/\s*yes\s*[)\]]\s*$", re.IGNORECASE)


def is_total(header: str) -> bool:
    """Whether a header names a total of the whole form, never a criterion of its own."""
    if _NO_CRITERION.search(header.strip()):
        return True
    if not _LIKE_A_TOTAL.search(header):
        return False
    plain = re.sub(r"[^\w%/-]+", " ", without_scale(header).casefold()).strip()
    return bool(_TOTALS.match(plain.replace("%", "").strip() or plain) or _TOTALS.match(plain))


def is_auto_fail(name: str) -> bool:
    """Whether a criterion is a mark against a call, where yes is bad and no number says how good anything was."""
    return bool(_AUTO_FAIL.match(name.strip()))


_TOTALS_WORDS = ("total", "average", "avg", "mean", "sum", "overall")


def may_hold_totals(texts: str) -> bool:
    """Whether a word for a total stands anywhere in many cells' texts together: a quick look before each is looked at."""
    folded = texts.lower()
    return any(word in folded for word in _TOTALS_WORDS)


def is_totals_cell(cell: str) -> bool:
    """Whether a cell in the place of a call, an agent or a date says that its row holds totals."""
    return bool(_TOTALS_CELL.match(cell.strip()))


def without_marks(header: str) -> str:
    """`header` without "[Critical]" and the like behind it."""
    while (shorter := _MARKS.sub("", header)) != header and shorter:
        header = shorter
    return header.strip()


def without_scale(header: str) -> str:
    """The name alone."""
    header = without_marks(header)
    for pattern in (_RANGE, _MAXIMUM, _SLASHED, _BINARY, _PARTIAL, _PERCENT, _WEIGHT):
        shorter = pattern.sub("", header).strip()
        if shorter and shorter != header:
            return without_marks(shorter)
    return header.strip()


def stated_scale(header: str) -> Scale | None:
    """The scale that a header states in brackets, if it states one."""
    header = without_marks(header)
    if found := _RANGE.search(header):
        low, high = (float(number.replace(",", ".")) for number in found.groups())
        if low < high:
            has_parts = "." in found[1] + found[2]
            return Scale.between(low, high) if has_parts else whole_or_between(low, high)
    if found := _MAXIMUM.search(header) or _SLASHED.search(header):
        top = float(found[1].replace(",", "."))
        return whole_or_between(0, top) if top > 0 else None
    if _BINARY.search(header):
        return Scale.of_levels(0, 1, names=YES_NO)
    if _PARTIAL.search(header):
        return Scale.of_levels(0, 1, 2, names=NO_PARTIAL_YES)
    return Scale.percent() if _PERCENT.search(header) else None


def stated_criterion(name: str) -> Criterion:
    """The criterion that a header names and whose scale it states; a percent where it states none."""
    plain = safe_line(without_scale(name), 80)
    return Criterion(identifier(plain), plain, stated_scale(name) or Scale.percent())


def written(name: str, scale: Scale) -> str:
    """Name and scale in one text that `stated_criterion` reads back."""
    if scale.names:
        return f"{name} ({'no/partial/yes' if scale.names == NO_PARTIAL_YES else 'yes/no'})"
    if scale == Scale.percent():
        return f"{name} (%)"
    ends = [f"{end:g}" for end in (scale.minimum, scale.maximum)]
    if scale.is_continuous and "." not in "".join(ends):
        ends[1] += ".0"
    return f"{name} ({'-'.join(ends)})"


def whole_or_between(low: float, high: float) -> Scale:
    """A scale known by its ends alone: whole levels where they are few."""
    if float(low).is_integer() and float(high).is_integer() and high - low <= 20:
        return Scale.of_levels(*range(int(low), int(high) + 1))
    return Scale.between(low, high)


def identifier(name: str) -> str:
    """An id for a criterion that is known by its name alone."""
    return re.sub(r"\W+", "_", safe_line(name, 80).strip().casefold()).strip("_") or "criterion"


def weight_of(header: str, texts: Iterable[str]) -> Scale | None:
    """The scale of points up to a weight, as under "Empathy (50%)", where values go beyond half of it."""
    found = _WEIGHT.search(without_marks(header))
    numbers = numbers_in(texts)
    if not found or not numbers or not float(found[1]) / 2 < max(numbers) <= float(found[1]):
        return None
    return Scale.between(0, float(found[1]))
