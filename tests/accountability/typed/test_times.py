from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.accountability.typed import ask_time, read_time, suggest_times, time_words
from tests.accountability.schedules.making import wall_times

if TYPE_CHECKING:
    from datetime import time


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("9", "09:00"),
        ("9am", "09:00"),
        ("9 AM", "09:00"),
        ("9 a.m.", "09:00"),
        ("9a", "09:00"),
        ("09:30", "09:30"),
        ("9:30", "09:30"),
        ("9.30", "09:30"),
        ("9h30", "09:30"),
        ("930", "09:30"),
        ("0930", "09:30"),
        ("1730", "17:30"),
        ("9 o'clock", "09:00"),
        ("at 9", "09:00"),
        ("noon", "12:00"),
        ("Midnight", "00:00"),
        ("12am", "00:00"),
        ("12 pm", "12:00"),
        ("12", "12:00"),
        ("0", "00:00"),
        ("5pm", "17:00"),
        ("5:45pm", "17:45"),
        ("05:00", "05:00"),
        ("17", "17:00"),
        ("23:59", "23:59"),
        ("９：３０", "09:30"),
        ("5", "17:00 05:00"),
        ("3:15", "15:15 03:15"),
        ("24:00", ""),
        ("25:00", ""),
        ("9:60", ""),
        ("9:3", ""),
        ("2400", ""),
        ("13am", ""),
        ("0pm", ""),
        ("-1", ""),
        ("٩", ""),
        ("9" * 70, ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_times_are_read_as_people_type_them(typed: str, expected: str) -> None:
    assert " ".join(f"{found:%H:%M}" for found in read_time(typed)) == expected


@given(wall_times)
def test_what_is_read_back_and_what_is_chosen_can_be_read(wall_time: time) -> None:
    assert read_time(f"{wall_time:%H:%M}") == (wall_time,)
    short = time_words(wall_time).partition("(")[2].rstrip(")")
    assert read_time(short) == (wall_time,)


def test_it_is_asked_again_when_in_doubt() -> None:
    assert ask_time("5", read_time("5")) == "By “5”, do you mean 17:00 (5 pm) or 05:00 (5 am)?"
    assert ask_time("24:00", ()) == (
        "I can't read “24:00” as a time of day. Try something like “9”, “9am” or “09:30”; midnight"
        " is “00:00”."
    )


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "09:00 08:00 07:00"),
        ("9", "09:00 21:00 09:15 09:30 09:45"),
        ("1", "13:00 01:00 10:00 11:00"),
        ("17", "17:00 17:15 17:30 17:45"),
        ("93", "09:30 21:30"),
        ("9:", "09:00 09:15 09:30 09:45"),
        ("9:3", "09:30"),
        ("5p", "17:00"),
        ("mi", "12:00 00:00"),
    ],
)
def test_times_are_offered_while_one_types(typed: str, first: str) -> None:
    offered = " ".join(found.value for found in suggest_times(typed))
    assert offered.startswith(first)


@given(st.text(max_size=100) | st.from_regex(r"[0-9:. apmh]{1,10}", fullmatch=True))
def test_whatever_is_typed_nothing_breaks(typed: str) -> None:
    readings = read_time(typed)
    assert len(readings) <= 2
    assert all(found.tzinfo is None and not found.second for found in readings)
    offered = suggest_times(typed)
    assert len(offered) <= 25
    assert len({found.value for found in offered}) == len(offered)
    assert all(1 <= len(found.label) <= 100 for found in offered)
    assert len(ask_time(typed, readings)) <= 200
