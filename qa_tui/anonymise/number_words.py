"""Words that stand for digits, numbers and parts of a date."""

from __future__ import annotations

DIGITS = frozenset({"zero", "oh", "nought", "naught", "nil", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"})  # fmt: skip
TENS = frozenset(
    {
        "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
        "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand",
    }
)  # fmt: skip
TIMES = frozenset({"double", "triple", "treble"})
MONTHS = frozenset(
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    }
)  # fmt: skip
ORDINALS = frozenset(
    {
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
        "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "thirtieth",
    }
)  # fmt: skip
ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
MEASURES = frozenset(
    {
        "pound", "pounds", "quid", "dollar", "dollars", "bucks", "euro", "euros", "rupee", "rupees", "pence", "p", "cents", "percent", "minute",
        "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "times", "o'clock", "am", "pm",
        "gb", "mb", "gig", "gigs", "megs", "miles", "people", "points", "point", "moment", "second", "seconds", "sec", "more", "thing", "of",
    }
)  # fmt: skip
"""Behind a number that is a price, a time or a count, and nobody's."""
