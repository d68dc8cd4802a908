"""Schedules before they are saved: what may be changed of one, and what a check-in may ask."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict

from bot.accountability.errors import InvalidText
from bot.accountability.models.rounds import (
    MOST_BESIDE_COMMITMENTS,
    MOST_OWN_QUESTIONS,
    PingStyle,
    Questions,
    Series,
)
from bot.accountability.schedules import defaults_for, first_date, kind_of
from bot.accountability.texts import clean_line, clean_name

if TYPE_CHECKING:
    from datetime import date, time

    from bot.accountability.schedules import Deadline, Rhythm

LONGEST_QUESTION = 45
"""What Discord shows as a label in a form."""
_LONGEST_LOOKED_AT = 4 * LONGEST_QUESTION


class Changes(TypedDict, total=False):
    """What may be changed of a schedule; what is left out stays as it is.

    Attributes:
        starts_on: The anchor; another rhythm without one starts as soon as it can.
        nudge: None for no nudge.
    """

    name: str
    rhythm: Rhythm
    starts_on: date
    wall_time: time
    close: Deadline
    nudge: Deadline | None
    style: PingStyle


def style_for(rhythm: Rhythm) -> PingStyle:
    """Return how members are told if nobody chooses: those that come often are silent."""
    return PingStyle.SILENT if defaults_for(kind_of(rhythm)).silent else PingStyle.MENTION


def changed(series: Series, changes: Changes, today: date) -> Series:
    """Return a schedule with its changes, checked; nothing is saved.

    Args:
        series: The schedule.
        changes: What is to be changed of it.
        today: The date on the group's calendar.

    Raises:
        InvalidSchedule: No rounds can be planned from it.
        InvalidText: Its name is empty.
    """
    rule = series.schedule
    rhythm = changes.get("rhythm", rule.rhythm)
    anchor = rule.starts_on
    if rhythm != rule.rhythm:
        anchor = first_date(rhythm, today) or anchor
    return replace(
        series,
        name=clean_name(changes["name"]) if "name" in changes else series.name,
        style=changes.get("style", series.style),
        schedule=replace(
            rule,
            rhythm=rhythm,
            starts_on=changes.get("starts_on", anchor),
            wall_time=changes.get("wall_time", rule.wall_time),
            close=changes.get("close", rule.close),
            nudge=changes.get("nudge", rule.nudge),
        ),
    )


def checked_questions(questions: Questions) -> Questions:
    """Return questions, cleaned; each is asked once, and empty ones are left out.

    Raises:
        InvalidText: There are too many, or one is too long for a form.
    """
    cleaned = (clean_line(question, _LONGEST_LOOKED_AT) for question in questions.own)
    own = tuple(dict.fromkeys(question for question in cleaned if question))
    for question in own:
        if len(question) > LONGEST_QUESTION:
            raise InvalidText(
                f"“{clean_line(question, LONGEST_QUESTION)}…” is too long. A form has room for"
                f" {LONGEST_QUESTION} characters."
            )
    if questions.commitments and len(own) > MOST_BESIDE_COMMITMENTS:
        raise InvalidText(
            "Two questions fit beside the commitments. Leave some out, or don't ask for"
            " commitments."
        )
    if len(own) > MOST_OWN_QUESTIONS:
        raise InvalidText("Four questions fit into a form. Leave some out.")
    return Questions(own, questions.commitments)
