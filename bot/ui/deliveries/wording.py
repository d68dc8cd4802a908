"""Words that several messages share: names, dates, counts, and lists that may be long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

LONGEST_MESSAGE = 2000
_NAME = 80
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def person(user_id: int) -> str:
    """Return how somebody is named: Discord shows the name, and nobody's phone rings by it."""
    return f"<@{user_id}>"


def people(user_ids: Sequence[int], most: int = 15) -> str:
    """Return some people's names: "<@1>, <@2> and 3 more"."""
    shown = ", ".join(map(person, user_ids[:most]))
    left = len(user_ids) - most
    return f"{shown} and {left} more" if left > 0 else shown


def called(user_ids: Iterable[int], beside: Iterable[str]) -> str:
    """Return names in a row, as many as there is room for beside the other lines of a message."""
    names = list(map(person, user_ids))
    room = LONGEST_MESSAGE - sum(_length(line) + 1 for line in beside) - len(" and 9999 more")
    fitting = 0
    for name in names:
        room -= len(name) + 1
        if room < 0:
            break
        fitting += 1
    left = len(names) - fitting
    return " ".join([*names[:fitting], *([f"and {left} more"] if left else [])])


def day(on: date) -> str:
    """Return a date as one says it: "1 Dec"."""
    return f"{on.day} {_MONTHS[on.month - 1]}"


def name_of(text: str) -> str:
    """Return the name of a group or a schedule, as text."""
    return safe_text(text, _NAME)


def titled(group_name: str, series_name: str) -> str:
    """Return the name of a group, with that of the schedule where there are several."""
    names = [group_name, series_name] if series_name else [group_name]
    return " · ".join(map(name_of, names))


def counted(number: int, one: str, several: str) -> str:
    """Return a number with its noun: "1 round", "2 rounds"."""
    return f"{number} {one if number == 1 else several}"


def fitted(head: Iterable[str], items: Sequence[str], foot: Iterable[str]) -> str:
    """Return a message of lines; of the items in the middle, as many as it has room for."""
    above, below = list(head), list(foot)
    room = (
        LONGEST_MESSAGE - sum(_length(line) + 1 for line in (*above, *below)) - len("and 9999 more")
    )
    shown: list[str] = []
    for item in items:
        room -= _length(item) + 1
        if room < 0:
            break
        shown.append(item)
    left = len(items) - len(shown)
    more = [f"and {left} more"] if left else []
    return "\n".join([*above, *shown, *more, *below])


def _length(text: str) -> int:
    """Return how long Discord's clients think a text is."""
    return len(text.encode("utf-16-le")) // 2
