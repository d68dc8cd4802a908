"""What is looked after from time to time: schedules, questions, nudges, holidays, excuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.models.rounds import (
    MOST_BESIDE_COMMITMENTS,
    MOST_OWN_QUESTIONS,
    PingStyle,
    ScheduleState,
)
from bot.accountability.schedules import schedule_words
from bot.accountability.typed import date_words
from bot.ui.deliveries.wording import name_of
from bot.ui.forms import FormLayout, TextPart
from bot.ui.moments import full
from bot.ui.reply import Button, Menu, Option, Reply, Style
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from bot.accountability.models.groups import Holiday, PeerGroup
    from bot.accountability.models.rounds import Round, Series
    from bot.ui.forms import Written

QUESTION = "question"
_LABEL = 45
_STYLES = {
    PingStyle.MENTION: ("Mention", "Phones ring, of those who want it"),
    PingStyle.SILENT: ("Silent", "Names are shown, no phone rings"),
    PingStyle.DM: ("DM", "To those who chose DMs; the others are named"),
    PingStyle.NONE: ("None", "Nobody is named and nobody is reminded"),
}
NO_SCHEDULE = "There is no schedule yet. *Schedule* adds the first one."
CHOOSE_ONE = "Choose one of the schedules that I show."
NOBODY_TO_EXCUSE = (
    "There is nothing to excuse: no check-in is open that waits for them. For a longer time they"
    " can run `/checkin away`."
)


# -- schedules


def schedules(group: PeerGroup, found: Sequence[tuple[Series, datetime | None]]) -> Reply:
    """Return a group's schedules, each in words, with its next opening."""
    add = Button("Add", "group.add_schedule", group.id, style=Style.MAIN)
    if not found:
        return Reply(f"**{name_of(group.name)}**\n{NO_SCHEDULE}", rows=((add,),))
    lines = [f"**{name_of(group.name)}**"]
    for series, opens_at in found:
        paused = series.state is ScheduleState.PAUSED
        state = "paused" if paused else f"next {full(opens_at)}" if opens_at else "not planned"
        words = schedule_words(series.schedule)
        lines.append(f"**{name_of(series.name)}** · {state}\n{words}.")
    return Reply("\n".join(lines)[:2000], rows=((add,),))


def ask_removal(series: Series) -> Reply:
    """Return the question whether a schedule is to be removed."""
    text = (
        f"Remove **{name_of(series.name)}**? Nothing opens any more. What was answered stays, and"
        " an open check-in still gets its summary."
    )
    buttons = (
        Button("Remove", "group.remove_schedule", series.id, style=Style.RISKY),
        Button("Keep it", "group.keep_schedule", series.id),
    )
    return Reply(text, rows=(buttons,))


def removed(series: Series) -> Reply:
    """Return what is said once a schedule is removed."""
    undo = Button("Undo", "group.restore_schedule", series.id)
    return Reply(f"Removed: **{name_of(series.name)}**.", rows=((undo,),))


def restored(series: Series, opens_at: datetime | None) -> Reply:
    """Return what is said once a removed schedule is back."""
    upcoming = f" Next: {full(opens_at)}." if opens_at else ""
    return Reply(f"**{name_of(series.name)}** is back.{upcoming}")


def stays(series: Series) -> Reply:
    """Return what is said when a schedule is kept after all."""
    return Reply(f"**{name_of(series.name)}** stays as it is.")


# -- questions


def questions(series: Series, *, lead: str = "") -> Reply:
    """Return what a schedule's check-ins ask, with the ways to change it."""
    asked = series.questions
    own = "\n".join(f"- {safe_text(question, 100)}" for question in asked.own)
    lines = [f"**{name_of(series.name)}** asks:"]
    lines.append(own or "- What moved forward?\n- Where could you use a hand?")
    if asked.commitments:
        lines.append("- Which commitments were kept, and what comes next")
    most = MOST_BESIDE_COMMITMENTS if asked.commitments else MOST_OWN_QUESTIONS
    lines.append(f"-# Up to {most} questions of your own, {_LABEL} characters each.")
    toggle = "Without commitments" if asked.commitments else "With commitments"
    buttons = [
        Button("My own questions", "group.ask_own", series.id, style=Style.MAIN),
        Button(toggle, "group.ask_commitments", series.id, str(series.version)),
        Button("See the form", "group.see_form", series.id),
    ]
    if asked.own:
        buttons.insert(
            1, Button("Standard form", "group.ask_standard", series.id, str(series.version))
        )
    if lead:
        lines.insert(0, lead)
    return Reply("\n".join(lines), rows=(tuple(buttons),))


def questions_layout(most: int) -> FormLayout:
    """Return the form for own questions."""
    parts = tuple(
        TextPart(
            f"{QUESTION}{number}",
            f"Question {number + 1}",
            "" if number else "Like “How many proposals went out?”",
            required=not number,
            longest=_LABEL,
        )
        for number in range(most)
    )
    return FormLayout("Your own questions", parts)


def written_questions(written: Written) -> tuple[str, ...]:
    """Return the questions that were written, in their order."""
    texts = (written.values.get(f"{QUESTION}{n}", "").strip() for n in range(MOST_OWN_QUESTIONS))
    return tuple(text for text in texts if text)


# -- nudges


def nudging(series: Series, menus: Menu, *, lead: str = "") -> Reply:
    """Return when and how the missing are reminded, with the menus to change it."""
    text = f"**{name_of(series.name)}**\n{schedule_words(series.schedule)}."
    style = Menu(
        "group.style",
        series.id,
        "How members are told",
        tuple(
            Option(label, value.value, words, chosen=series.style is value)
            for value, (label, words) in _STYLES.items()
        ),
        argument=str(series.version),
    )
    note = "-# The quieter wins, this or what a member chose. Nobody is nudged twice."
    return Reply("\n".join(filter(None, (lead, text, note))), rows=(menus, style))


# -- holidays


def holiday_added(holiday: Holiday, today: date, group_id: str) -> Reply:
    """Return what is said once a holiday is noted."""
    text = f"No check-in opens {_days(holiday, today)} (**{safe_text(holiday.name, 80)}**)."
    undo = Button("Undo", "group.remove_holiday", group_id, holiday.id)
    return Reply(text, rows=((undo,),))


def holidays(group: PeerGroup, found: Sequence[Holiday], today: date) -> Reply:
    """Return a group's holidays that are to come."""
    if not found:
        return Reply(
            f"**{name_of(group.name)}** has no holidays to come. `/group holidays add` notes one:"
            " no check-in opens then, and nobody is missed."
        )
    lines = [f"- {_days(each, today)}: {safe_text(each.name, 80)}" for each in found[:25]]
    return Reply("\n".join([f"**{name_of(group.name)}**, no check-ins:", *lines])[:2000])


def holiday_removed(holiday: Holiday, today: date, memo_id: str) -> Reply:
    """Return what is said once a holiday is taken back."""
    text = f"Check-ins open again {_days(holiday, today)}."
    return Reply(text, rows=((Button("Undo", "group.restore_holiday", memo_id),),))


def holiday_label(holiday: Holiday, today: date) -> str:
    """Return a holiday in one line, for a list to choose from."""
    return f"{_days(holiday, today)}: {holiday.name}"


def _days(holiday: Holiday, today: date) -> str:
    first, last = date_words(holiday.from_on, today), date_words(holiday.until_on, today)
    return f"on {first}" if holiday.from_on == holiday.until_on else f"from {first} to {last}"


# -- excuses


def excused(group: PeerGroup, user_id: int, rounds: Sequence[Round], today: date) -> Reply:
    """Return what is said once somebody is excused."""
    dates = ", ".join(date_words(found.nominal_on, today) for found in rounds)
    text = f"<@{user_id}> is excused: {dates}. No nudge, and not a miss."
    return Reply(text, rows=((Button("Undo", "group.unexcuse", group.id, str(user_id)),),))


def unexcused(user_id: int) -> Reply:
    """Return what is said once an excuse is taken back."""
    return Reply(f"<@{user_id}> is expected again.")
