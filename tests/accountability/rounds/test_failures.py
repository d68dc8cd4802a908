"""One bad item never stops the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.accountability.errors import InvalidSchedule, UnknownZone
from bot.accountability.models.deliveries import DeliveryKind
from bot.accountability.models.notices import Cause
from bot.accountability.models.rounds import RoundState
from bot.errors import Gone, StorageError
from tests.accountability.rounds.making import ANN, CLOSE, DAY, FIRST, HOST, MONDAY

if TYPE_CHECKING:
    from tests.accountability.rounds.making import Book

LOST = "Europe/Atlantis"


def test_a_zone_that_tzdata_has_no_more_stops_no_other_group_and_is_told_once(
    book: Book,
) -> None:
    lost, other = book.circle(ANN, channel_id=1), book.circle(ANN, channel_id=2)
    series, fine = book.weekly(lost), book.weekly(other)
    book.rows.groups.update(replace(lost, zone=LOST))
    for _ in range(2):
        (failure,) = book.rounds.plan_due(MONDAY)
        assert failure.id == series.id
        assert isinstance(failure.error, UnknownZone)
    assert book.states(series) == {}
    assert book.states(fine) == {FIRST: RoundState.OPEN}
    assert book.told(lost, Cause.ZONE) == [(LOST,)]
    assert book.told(other, Cause.ZONE) == []
    assert book.rounds.plan_due(MONDAY, skip={series.id}) == ()


def test_a_zone_that_is_back_plans_what_is_still_in_its_window(book: Book) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    book.rows.groups.update(replace(group, zone=LOST))
    assert book.rounds.plan_due(MONDAY)
    book.rows.groups.update(group)
    book.tick(MONDAY + DAY)
    assert book.latest(series).late_by == DAY
    assert book.told(group, Cause.ZONE) == []


def test_without_its_zone_a_round_closes_and_a_schedule_can_be_looked_at(book: Book) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    book.tick(MONDAY)
    book.rows.groups.update(replace(group, zone=LOST))
    book.tick(CLOSE)
    found = book.latest(series)
    assert found.state is RoundState.CLOSED
    assert DeliveryKind.SUMMARY in book.kinds(found)
    board = book.rounds.board(found.id, CLOSE)
    assert (board.series_name, board.next_opens_at) == ("Check-in", None)
    assert book.timetable.next_runs(book.timetable.of(group.id)[0], CLOSE) == ()
    assert book.timetable.first_opening(group.id, CLOSE) is None
    with pytest.raises(UnknownZone, match="Choose a city near you"):
        book.timetable.edit(series.id, 1, HOST, CLOSE, name="Other")


def test_a_row_that_cannot_be_read_stops_no_other_schedule(book: Book) -> None:
    group = book.circle(ANN)
    broken, fine = book.weekly(group), book.weekly(group)
    book.file.write("UPDATE series SET rhythm = '{}' WHERE id = ?", [broken.id])
    (failure,) = book.rounds.plan_due(MONDAY)
    assert failure.id == broken.id
    assert book.states(fine) == {FIRST: RoundState.OPEN}


def test_a_round_that_cannot_be_closed_stops_no_other(book: Book) -> None:
    one, other = book.circle(ANN, channel_id=1), book.circle(ANN, channel_id=2)
    broken, fine = book.weekly(one), book.weekly(other)
    book.tick(MONDAY)
    book.file.write("UPDATE series SET rhythm = '{}' WHERE id = ?", [broken.id])
    (failure,) = book.rounds.close_due(CLOSE)
    assert failure.id == book.latest(broken).id
    assert book.latest(broken).state is RoundState.OPEN
    assert book.latest(fine).state is RoundState.CLOSED
    assert book.rounds.close_due(CLOSE, skip={failure.id}) == ()


@pytest.mark.parametrize(
    "step", ["rounds", "attendance", "deliveries", "notices", "check_ins", "series"]
)
def test_planning_that_fails_at_any_step_leaves_nothing_behind(book: Book, step: str) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    book.answer(series, None, ANN, MONDAY - DAY)
    if step == "notices":
        book.tick(MONDAY - DAY)
        now, event = MONDAY + 2 * DAY, "INSERT"
    else:
        now, event = MONDAY, "UPDATE" if step in {"check_ins", "series"} else "INSERT"
    before = book.series(series)
    book.file.write(
        f"CREATE TRIGGER failing BEFORE {event} ON {step} BEGIN SELECT RAISE(ABORT, 'no room'); END"
    )
    (failure,) = book.rounds.plan_due(now)
    assert isinstance(failure.error, StorageError)
    assert book.states(series) == {}
    assert book.series(series) == before
    assert book.rows.deliveries.of_group(group.id, DeliveryKind.PING) == []
    book.file.write("DROP TRIGGER failing")
    book.tick(now)
    assert set(book.states(series)) == {FIRST}


@pytest.mark.parametrize("year", [1, 1970, 9999])
def test_no_clock_makes_planning_fail(book: Book, year: int) -> None:
    series = book.weekly(book.circle(ANN))
    now = MONDAY.replace(year=year)
    assert book.rounds.close_due(now) == ()
    assert book.rounds.plan_due(now) == ()
    assert book.rows.rounds.latest_of_series(series.id) is None


@pytest.mark.parametrize("year", [1, 1999, 2200, 9999])
def test_a_start_that_is_out_of_this_world_is_refused(book: Book, year: int) -> None:
    series = book.weekly(book.circle(ANN))
    with pytest.raises(InvalidSchedule, match="Choose a start between the years 2000 and 2199"):
        book.timetable.edit(series.id, 1, HOST, MONDAY - DAY, starts_on=date(year, 12, 1))
    assert book.series(series) == series


def test_what_is_asked_of_nobody_is_gone(book: Book) -> None:
    book.rounds.heard("nobody knows it", ANN, MONDAY)
    with pytest.raises(Gone):
        book.timetable.restore("nobody knows it", HOST, MONDAY)
