"""Dates as authors write them. A day that does not exist is no date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.loading.names import calendar_date

if TYPE_CHECKING:
    from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)(?:[T\s,].*)?")
_MONTH_FIRST = re.compile(
    r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b.*", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    r"(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})\b.*",
    re.IGNORECASE,
)


def read_date(text: str) -> date | None:
    """Return the day of a date, with or without a time, as written: no zone moves it.

    Read are ISO 8601's and those with slashes (year first), "July 14, 2023", "14 July 2023" and
    RFC 5322's "Fri, 14 Jul 2023 10:00:00 +0000". "07/08/2023" is not: who knows which is the month?
    """
    text = text.strip()
    if numbers := _NUMBERS.fullmatch(text):
        return calendar_date(numbers[1], numbers[3], numbers[4])
    if words := _MONTH_FIRST.fullmatch(text):
        return _date_in_words(words[3], words[1], words[2])
    if words := _DAY_FIRST.fullmatch(text):
        return _date_in_words(words[3], words[2], words[1])
    return None


def _date_in_words(year: str, month: str, day: str) -> date | None:
    short = month[:3].lower()
    return calendar_date(year, str(_MONTHS.index(short) + 1), day) if short in _MONTHS else None
