from __future__ import annotations

import csv
import io
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.accountability.models.reports import GroupReport, ReportedRound
from bot.accountability.schedules import Kind
from bot.ui.groups_report.chart import draw
from bot.ui.groups_report.drawing import asked, drawn
from bot.ui.groups_report.sums import Bar, bars_of
from bot.ui.groups_report.table import table
from bot.ui.groups_report.text import alt_text, pages
from bot.ui.press import custom_id
from bot.ui.reply import Button, Reply

FIRST, LAST = date(2025, 9, 1), date(2025, 11, 30)
ANN, BEN, CAT = 1, 2, 3

counts = st.integers(0, 40)
bars = st.builds(
    Bar,
    on=st.dates(date(2024, 1, 1), date(2026, 1, 1)),
    on_time=counts,
    late=counts,
    away=counts,
    missing=counts,
    kept=counts,
    made=counts,
    is_open=st.booleans(),
)


def of(number: int, **counted: object) -> ReportedRound:
    """Return the round of a week."""
    plain = ReportedRound(
        f"round{number}", FIRST + timedelta(weeks=number), "Check-in", Kind.WEEKLY, 1
    )
    return replace(plain, **counted)  # type: ignore[arg-type]  # what a round holds


def report(*rounds: ReportedRound, **more: object) -> GroupReport:
    plain = GroupReport("abc", "Owners Circle", FIRST, LAST, rounds)
    return replace(plain, **more)  # type: ignore[arg-type]  # what a report holds


USUAL = report(
    of(0, in_ids=(ANN, BEN), late_ids=(CAT,), away=1, kept=4, made=5),
    of(1, in_ids=(ANN,), missing=2),
    of(2, in_ids=(BEN,), missing=2, kept=9, made=9, is_open=True),
    not_opened=1,
    own_kept=7,
    own_settled=9,
)


def test_a_report_in_words_has_the_newest_round_first() -> None:
    (text,) = pages(USUAL, names=True, own=True)
    assert text.split("\n") == [
        "**Owners Circle** · 1 Sep to 30 Nov 2025",
        "Answered: 4 of 6 (67%), 1 late",
        "Kept together: 4 of 5 (80%)",
        "-# 1 check-in did not open: I was down. It counts for nobody.",
        "-# You kept 7 of 9. Only you see that.",
        "**Mon 15 Sep** · 1 of 3 · kept 9 of 9 · open",
        "-# <@2>",
        "**Mon 8 Sep** · 1 of 3",
        "-# <@1>",
        "**Mon 1 Sep** · 3 of 3 · kept 4 of 5",
        "-# <@1>, <@2> · late: <@3> · 1 away",
    ]


def test_a_round_in_which_nobody_was_expected_says_so() -> None:
    away = report(of(0, away=3))
    (text,) = pages(away, names=True, own=True)
    assert text == (
        "**Owners Circle** · 1 Sep to 30 Nov 2025\n**Mon 1 Sep** · nobody expected\n-# 3 away"
    )
    assert alt_text(away) == "A chart of 1 check-in from 1 Sep 2025: nobody was expected."


def test_whoever_is_no_member_reads_numbers_and_others_read_no_rate() -> None:
    (text,) = pages(USUAL, names=False, own=False)
    assert "<@" not in text
    assert "You kept" not in text
    assert "**Mon 1 Sep** · 3 of 3 · kept 4 of 5\n-# late: 1 · 1 away" in text


def test_several_schedules_are_named_and_their_names_act_as_nothing() -> None:
    both = report(
        of(0, in_ids=(ANN,)),
        of(1, in_ids=(ANN,), series_name="*Stand*up @everyone", series_number=2),
        group_name="**Owners** <@&7>",
    )
    (text,) = pages(both, names=True, own=True)
    assert "**Mon 8 Sep** · \\*Stand\\*up @\u200beveryone · 1 of 1" in text
    assert "<@&7>" not in text
    assert text.startswith("**\\*\\*Owners\\*\\*")


def test_a_report_of_nothing_says_what_will_come() -> None:
    reply = drawn(report())
    assert reply.content == (
        "**Owners Circle** · 1 Sep to 30 Nov 2025\n"
        "No check-in opened in that time. The report fills as they come."
    )
    assert (reply.files, reply.rows) == ((), ())


def test_a_year_is_told_on_pages_that_a_message_holds() -> None:
    year = report(
        *(of(number, in_ids=tuple(range(10**18, 10**18 + 12))) for number in range(53)),
        from_on=date(2024, 12, 1),
    )
    texts = pages(year, names=True, own=True)
    assert len(texts) > 1
    assert all(len(text) < 2000 for text in texts)
    assert all("**Owners Circle** · 1 Dec 2024 to 30 Nov 2025\n" in text for text in texts)
    assert sum(text.count("12 of 12") for text in texts) == 53
    first, last = drawn(year, 0), drawn(year, 99)
    assert (first.content, last.content) == (texts[0], texts[-1])
    assert (len(first.files), len(last.files)) == (2, 0)
    assert [_state(button) for button in _buttons(first)] == [
        ("‹ Newer", True, (0, date(2024, 12, 1), LAST)),
        ("Older ›", False, (1, date(2024, 12, 1), LAST)),
    ]
    assert [_state(button)[1] for button in _buttons(last)] == [False, True]


def _buttons(reply: Reply) -> list[Button]:
    (row,) = reply.rows
    assert isinstance(row, tuple)
    return [button for button in row if isinstance(button, Button)]


def _state(button: Button) -> tuple[str, bool, object]:
    assert custom_id(button.kind, button.id, button.argument)
    return button.label, button.disabled, asked(button.argument)


@pytest.mark.parametrize("forged", ["", "1", "x_20250101_20250102", "1_20251301_20250102", "1__"])
def test_a_forged_button_turns_no_page(forged: str) -> None:
    assert asked(forged) is None


def test_the_first_page_has_the_chart_in_words_and_the_table() -> None:
    chart, counted = drawn(USUAL).files
    assert (chart.name, counted.name) == (
        "check-ins-2025-09-01-to-2025-11-30.png",
        "check-ins-2025-09-01-to-2025-11-30.csv",
    )
    assert chart.alt == (
        "A chart of 2 check-ins from 1 Sep 2025 to 8 Sep 2025: 4 of 6 answers came, 1 of them late,"
        " and 4 of 5 commitments were kept. Most answered on 1 Sep, 3 of 3; fewest on 8 Sep, 1 of"
        " 3."
    )
    assert size_of(chart.data) == (1600, 900)


def test_a_chart_of_one_that_is_open_says_so() -> None:
    assert alt_text(report(of(0, is_open=True))) == "A chart of what is still open."


def test_the_table_holds_counts_and_no_typed_word() -> None:
    evil = "=cmd|' /C calc'!A0"
    written = table(
        report(
            of(0, in_ids=(ANN, BEN), late_ids=(CAT,), away=1, kept=4, made=5, series_name=evil),
            of(1, missing=2, series_number=2, series_name=evil, is_open=True),
            group_name=evil,
        )
    )
    assert written.startswith(b"\xef\xbb\xbf")
    head, *lines = csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))
    assert head[:7] == ["date", "schedule", "state", "expected", "on time", "late", "missing"]
    assert head[7:] == ["away", "kept", "due or settled"]
    assert lines == [
        ["2025-09-01", "weekly", "closed", "3", "2", "1", "0", "1", "4", "5"],
        ["2025-09-08", "weekly 2", "open", "2", "0", "0", "2", "0", "0", "0"],
    ]


def test_more_rounds_than_a_phone_can_show_become_weeks() -> None:
    days = [
        replace(of(0), nominal_on=FIRST + timedelta(days=number), in_ids=(ANN,), kept=1, made=2)
        for number in range(61)
    ]
    weeks, by_week = bars_of(days)
    assert by_week
    assert [bar.on for bar in weeks] == [FIRST + timedelta(weeks=number) for number in range(9)]
    assert (weeks[0].on_time, weeks[0].kept_share) == (7, 0.5)
    assert sum(bar.on_time for bar in weeks) == 61
    assert bars_of(days[:60]) == (tuple(bars_of([day])[0][0] for day in days[:60]), False)
    assert drawn(report(*days)).files[0].alt.endswith(" A bar is a week.")


@pytest.mark.parametrize("number", [1, 2, 4, 13, 52])
def test_charts_of_any_length_are_drawn(number: int) -> None:
    some = [
        Bar(FIRST + timedelta(weeks=week), 5, 1, week % 2, 1, week % 4, 3, week == 51)
        for week in range(number)
    ]
    assert size_of(draw(some)) == (1600, 900)


@settings(max_examples=8, deadline=None)
@given(st.lists(bars, min_size=1, max_size=20))
def test_charts_of_any_counts_are_drawn(some: list[Bar]) -> None:
    assert size_of(draw(some)) == (1600, 900)


def test_two_charts_at_once_are_the_same_as_one_after_the_other() -> None:
    few = [Bar(FIRST, 3, 1, 1, 1, 2, 3), Bar(LAST, 1, 0, 0, 2, 0, 3)]
    alone = draw(few)
    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(draw, [few, few])) == [alone, alone]


def test_nothing_loads_matplotlib_before_a_chart_is_drawn() -> None:
    code = "import bot.ui.groups_report.drawing, sys; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height
