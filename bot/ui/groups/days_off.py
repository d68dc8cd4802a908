"""When nobody is expected: holidays of a group, and a member who is excused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.accountability.typed import date_words, read_date
from bot.ui.deliveries.wording import fitted, name_of, person
from bot.ui.reply import Button, Menu, Option, Reply
from bot.ui.safe_text import plain_line, safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.accountability.models.groups import Holiday, PeerGroup
    from bot.accountability.models.rounds import Round

WITHOUT_NAME = "Holiday"
NOT_LISTED = "That holiday is not in the list any more. `/group holidays list` shows them."

_NAME = 80
_OPTION = 100
_MOST = 25
_RANGE = re.compile(r"\s+(?:-|–|—|to|until|till|through)\s+|\s*(?:–|—|\.\.)\s*", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_BARE_DAY = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th)?")
_MONTH_AFTER_DAY = re.compile(
    r"\s*[0-9]{1,2}(?:st|nd|rd|th)?\s+([a-z]+\.?(?:[ ,]+[0-9]{4})?)", re.IGNORECASE
)


# -- dates


def split_range(typed: str, today: date) -> tuple[str, str]:
    """Return the first and the last of some days as they were typed: "24 Dec - 2 Jan".

    For one day, the last is "". In "24-26 Dec" the month stands for both, too.
    """
    typed = typed.strip()
    if read_date(typed, today):
        return typed, ""
    parts = _RANGE.split(typed, maxsplit=1)
    if len(parts) == 1:
        parts = _HYPHEN.split(typed, maxsplit=1)
    if len(parts) == 1:
        return typed, ""
    first, last = parts
    month = _MONTH_AFTER_DAY.fullmatch(last)
    if month and _BARE_DAY.fullmatch(first):
        first = f"{first} {month[1]}"
    return first, last


# -- holidays


def added(holiday: Holiday, today: date) -> Reply:
    """Return what is said once a holiday is noted."""
    text = (
        f"Noted: **{safe_text(holiday.name, _NAME)}**, {_days(holiday, today)}."
        " No check-in opens then, and nobody is missed. An open one stays open."
    )
    undo = Button("Undo", "group.remove_holiday", holiday.group_id, holiday.id)
    return Reply(text, rows=((undo,),))


def listed(group: PeerGroup, found: Sequence[Holiday], today: date) -> Reply:
    """Return a group's holidays that are to come."""
    name = name_of(group.name)
    if not found:
        return Reply(
            f"**{name}** has no holidays to come. `/group holidays add` notes one: no check-in"
            " opens then, and nobody is missed."
        )
    lines = [f"- {_days(each, today)}: {safe_text(each.name, _NAME)}" for each in found]
    options = tuple(
        Option(plain_line(label(each, today), _OPTION), each.id) for each in found[:_MOST]
    )
    menu = Menu("group.holiday_picked", group.id, "Remove one …", options)
    return Reply(fitted([f"**Holidays of {name}**"], lines, ()), rows=(menu,))


def removed(holiday: Holiday, today: date, memo_id: str) -> Reply:
    """Return what is said once a holiday is taken back."""
    text = (
        f"Removed: **{safe_text(holiday.name, _NAME)}**, {_days(holiday, today)}."
        " Check-ins open as planned."
    )
    return Reply(text, rows=((Button("Undo", "group.restore_holiday", memo_id),),))


def label(holiday: Holiday, today: date) -> str:
    """Return a holiday in one line, for a list to choose from."""
    return f"{_days(holiday, today)}: {holiday.name}"


def _days(holiday: Holiday, today: date) -> str:
    first, last = date_words(holiday.from_on, today), date_words(holiday.until_on, today)
    return first if holiday.from_on == holiday.until_on else f"{first} to {last}"


# -- excuses


def excused(group: PeerGroup, user_id: int, rounds: Sequence[Round], today: date) -> Reply:
    """Return what is said once somebody is excused."""
    dates = " and ".join(date_words(found.nominal_on, today) for found in rounds)
    text = f"{person(user_id)} is excused from {dates}: no nudge, and not a miss."
    return Reply(text, rows=((Button("Undo", "group.unexcuse", group.id, str(user_id)),),))


def unexcused(group: PeerGroup, user_id: int) -> Reply:
    """Return what is said once an excuse is taken back."""
    again = Button("Excuse", "group.excuse_again", group.id, str(user_id))
    return Reply(f"Undone: {person(user_id)} is expected as before.", rows=((again,),))
