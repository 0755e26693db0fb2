"""Dates as people and programs write them. An order of day and month that nothing decides is asked for, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qa_tui.domain.importing import DAY_FIRST, MONTH_FIRST
from qa_tui.scores.columns import SECONDS_PER_DAY, UNKNOWN_TIME
from qa_tui.scores.matrix import date_as_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import pandas as pd

_ZONE = re.compile(r"(:\d{1,2}(?:[.,]\d+)?)\s*(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)$")
_OFFSET = re.compile(r"(?:(Z|UTC|GMT)|([+-])(\d{2}):?(\d{2})?)$")
_SIGNS = frozenset("+-")
_ZONE_NAME = re.compile(r"(?<=[\dMm])\s+(?:UTC|GMT|[A-Z]{1,3}T)$")
_CLOCK = r"(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*([AaPp])?\.?(?:[Mm]\.?)?)?"
_NUMBERS = re.compile(rf"(\d{{1,2}})\s*([./-])\s*(\d{{1,2}})\s*[./-]\s*(\d{{4}}|\d{{2}}){_CLOCK}")
_YEAR_FIRST = re.compile(rf"(\d{{4}})[./-](\d{{1,2}})[./-](\d{{1,2}}){_CLOCK}")
_NAMED = re.compile(
    rf"(?:[^\W\d]+,?\s+)?(\d{{1,2}})(?:st|nd|rd|th)?[ -]([^\W\d]{{3,9}})\.?,?[ -](\d{{4}}|\d{{2}}){_CLOCK}"
)
_MONTH_NAMED = re.compile(rf"(?:[^\W\d]+,?\s+)?([^\W\d]{{3,9}})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_CLOCK}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_FIRST_SERIAL, _LAST_SERIAL = 32_874, 73_050
"""Spreadsheet days of 1990 and 2099."""
_EARLIEST, _LATEST = -2_208_988_800, 7_258_118_400
"""1900 and 2200: no call lies outside, and time zones have no rules there."""
_FIRST_SECOND, _LAST_SECOND = -62_135_596_800, 253_402_300_799
"""Of the years 1 and 9999, between which a date can be written."""
_SERIAL_OF_1970 = 25_569
_EPOCH = re.compile(r"1\d{9}(?:\.\d+)?|1\d{12}")


@dataclass(frozen=True, eq=False, slots=True)
class Dates:
    """Distinct texts of one column, as seconds."""

    seconds: npt.NDArray[np.int64]
    """[labels] local wall-clock seconds; `UNKNOWN_TIME` where the text is no date."""
    orders: frozenset[str]
    """Orders of day and month that dates of this column prove."""
    undecided: int = 0
    """How many texts could be read either way."""
    likely: str = ""
    """The order that a person is asked about first."""
    are_serials: bool = False
    offsets: npt.NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    """[labels] seconds east of UTC as each text says, NaN where it says nothing."""


def read_dates(labels: Sequence[str], order: str | None, today: date, zone: str | None = None) -> Dates:
    """Read every label; `order` is what a person or another column decided about day and month.

    Times that say their offset from UTC are converted to `zone` (an IANA name); without one they are taken as written.
    """
    plain_times = _iso_times(labels)
    if plain_times is not None:
        return Dates(plain_times, frozenset(), offsets=np.full(len(labels), np.nan))
    filled = [label for label in labels if label]
    if filled and all(_SERIAL.fullmatch(f) and _FIRST_SERIAL <= float(f) <= _LAST_SERIAL for f in filled):
        days = np.array([float(label) if label else np.nan for label in labels]) - _SERIAL_OF_1970
        seconds = np.where(np.isnan(days), UNKNOWN_TIME, np.round(np.nan_to_num(days) * SECONDS_PER_DAY)).astype(
            np.int64
        )
        return Dates(seconds, frozenset(), are_serials=True)
    offsets = _offsets(labels)
    labels = [_ZONE_NAME.sub("", label) if label[-1:] in {"T", "C"} else label for label in labels]
    plain = [_ZONE.sub(r"\1", label) if len(label) > 10 else label for label in labels]
    parsed = _parsed(plain)
    seconds = parsed.to_numpy(dtype="datetime64[s]").astype(np.int64)
    # A year before 1 or after 9999 is none that a call was made in: pandas reads "-1" as one.
    unread = np.asarray(parsed.isna().to_numpy(), bool) | ~_is_of_calendar(seconds)
    # pandas reads "20261001" and bare years as ISO dates; an epoch never is one.
    epochs = np.array([label[:1] == "1" and bool(_EPOCH.fullmatch(label)) for label in labels], bool)
    seconds = np.where(unread | epochs, UNKNOWN_TIME, seconds)
    open_ones = [n for n in np.flatnonzero(unread | epochs).tolist() if labels[n]]
    matches = {n: found for n in open_ones if (found := _NUMBERS.fullmatch(plain[n]))}
    orders = frozenset(filter(None, (_proved(found) for found in matches.values())))
    undecided = [n for n, found in matches.items() if _proved(found) is None and found[1] != found[3]]
    if order is None and len(orders) == 1:
        order = next(iter(orders))
    likely = _likelier([matches[n] for n in undecided], today) if undecided and order is None else ""
    for n in open_ones:
        seconds[n] = _seconds_of(plain[n], labels[n], matches.get(n), order or likely or DAY_FIRST)
    offsets[epochs] = 0.0
    if zone is not None:
        seconds = _in_zone(seconds, offsets, zone)
    return Dates(seconds, orders, len(undecided) if order is None else 0, likely, offsets=offsets)


def no_date(text: str) -> str:
    """What to say of a text that is no date."""
    numbers = _NUMBERS.fullmatch(text)
    if numbers and _proved(numbers) is None and numbers[1] != numbers[3]:
        return "may be two days; expected YYYY-MM-DD"
    if numbers or _YEAR_FIRST.fullmatch(text):
        return "is not a date: there is no such day"
    return "is not a date; expected YYYY-MM-DD"


_ISO_LENGTHS = {len("2026-10-01"): "D", len("2026-10-01 09:30"): "m", len("2026-10-01 09:30:00"): "s"}


def _iso_times(labels: Sequence[str]) -> npt.NDArray[np.int64] | None:
    """[labels] seconds, where all labels are ISO dates or times of one form without an offset; None elsewhere."""
    unit = _ISO_LENGTHS.get(len(labels[0])) if labels else None
    if unit is None or {*map(len, labels)} != {len(labels[0])}:
        return None
    try:
        written = np.array(labels, f"S{len(labels[0])}")
    except UnicodeEncodeError:
        return None
    characters = written.view(np.uint8).reshape(len(labels), -1)
    dashes = [4, 7]
    numbers = [n for n in range(characters.shape[1]) if n not in {*dashes, 10, 13, 16}]
    are_numbers = ((characters[:, numbers] - ord("0")) < 10).all()
    if not are_numbers or not (characters[:, dashes] == ord("-")).all():
        return None
    try:
        seconds = written.astype(f"datetime64[{unit}]").astype("datetime64[s]").astype(np.int64)
    except ValueError:
        return None
    return seconds if _is_of_calendar(seconds).all() else None


def _parsed(plain: Sequence[str]) -> pd.Series[pd.Timestamp]:
    """What are ISO dates and times; NaT for the others."""
    import pandas as pd

    try:
        return pd.to_datetime(pd.Series(plain, dtype="object"), format="ISO8601", errors="coerce")
    except ValueError:
        # Some have a time zone in a form of their own, which pandas refuses for all: those are no dates here.
        found = [pd.to_datetime(text, format="ISO8601", errors="coerce") for text in plain]
        return pd.Series([pd.NaT if pd.isna(time) or time.tzinfo else time for time in found], dtype="datetime64[s]")


def _is_of_calendar(seconds: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """[labels] whether it is a time of the years 1 to 9999."""
    return np.asarray((seconds >= _FIRST_SECOND) & (seconds <= _LAST_SECOND))


def _offsets(labels: Sequence[str]) -> npt.NDArray[np.float64]:
    """[labels] seconds east of UTC as each label says, NaN where it says nothing."""
    found = np.full(len(labels), np.nan)
    for n, label in enumerate(labels):
        # Most times of a file say nothing: a sign where an offset has one is looked for before the pattern.
        could_say = label[-1:] in {"Z", "C", "T"} or not _SIGNS.isdisjoint((label[-3:-2], label[-5:-4], label[-6:-5]))
        if len(label) <= 10 or not could_say or not (match := _OFFSET.search(label, 10)):
            continue
        if match[1]:
            found[n] = 0.0
        elif _ZONE.search(label):
            found[n] = (1 if match[2] == "+" else -1) * (int(match[3]) * 3600 + int(match[4] or 0) * 60)
    return found


def _in_zone(seconds: npt.NDArray[np.int64], offsets: npt.NDArray[np.float64], zone: str) -> npt.NDArray[np.int64]:
    """Wall-clock seconds in `zone` of the times whose offset is known."""
    known = np.isfinite(offsets) & (seconds > _EARLIEST) & (seconds < _LATEST)
    if not known.any():
        return seconds
    import pandas as pd

    universal = seconds[known] - offsets[known].astype(np.int64)
    local = pd.DatetimeIndex(universal.astype("datetime64[s]"), tz="UTC").tz_convert(zone).tz_localize(None)
    result = seconds.copy()
    result[known] = local.to_numpy(dtype="datetime64[s]").astype(np.int64)
    return result


def _proved(found: re.Match[str]) -> str | None:
    """The order that this date alone proves; points between the numbers stand in countries that write the day first."""
    first, second = int(found[1]), int(found[3])
    if first > 12 or found[2] == ".":
        return DAY_FIRST
    return MONTH_FIRST if second > 12 else None


def _likelier(found: Sequence[re.Match[str]], today: date) -> str:
    """The order under which no call lies ahead, and all lie closer together."""

    def spread(order: str) -> tuple[int, int]:
        days = [s // SECONDS_PER_DAY for m in found if (s := _numbers(m, order)) != UNKNOWN_TIME]
        return sum(day > date_as_day(today) for day in days), (max(days) - min(days)) if days else 0

    return min((DAY_FIRST, MONTH_FIRST), key=spread)


def _seconds_of(plain: str, label: str, numbers: re.Match[str] | None, order: str) -> int:
    if numbers:
        return _numbers(numbers, _proved(numbers) or order)
    if _EPOCH.fullmatch(label):
        return int(float(label) / (1000 if len(label) == 13 else 1))
    if found := _YEAR_FIRST.fullmatch(plain):
        return _at(int(found[1]), int(found[2]), int(found[3]), found.groups()[3:])
    if found := _NAMED.fullmatch(plain):
        return _at(_year(found[3]), _month(found[2]), int(found[1]), found.groups()[3:])
    if found := _MONTH_NAMED.fullmatch(plain):
        return _at(_year(found[3]), _month(found[1]), int(found[2]), found.groups()[3:])
    return int(UNKNOWN_TIME)


def _numbers(found: re.Match[str], order: str) -> int:
    first, second = int(found[1]), int(found[3])
    day, month = (second, first) if order == MONTH_FIRST else (first, second)
    return _at(_year(found[4]), month, day, found.groups()[4:])


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _month(name: str) -> int:
    short = name[:3].casefold()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _at(year: int, month: int, day: int, clock: Sequence[str | None]) -> int:
    from datetime import UTC, datetime

    hour, minute, second, half = (*clock, None, None, None, None)[:4]
    hours = int(hour or 0)
    if half:
        hours = hours % 12 + (12 if half.casefold() == "p" else 0)
    try:
        return int(datetime(year, month, day, hours, int(minute or 0), int(second or 0), tzinfo=UTC).timestamp())
    except ValueError:
        return int(UNKNOWN_TIME)
