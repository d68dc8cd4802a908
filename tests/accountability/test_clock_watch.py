from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.accountability.clock_watch import ClockWatch, HoldCause, Reading, watch

START = datetime(2025, 12, 1, 8, tzinfo=UTC)
TICK = timedelta(seconds=30)
AN_HOUR = timedelta(hours=1)


class Machine:
    """A computer whose clock can be set, and the watch on it."""

    def __init__(self, stored_at: datetime | None = None) -> None:
        self.true = START
        self.error = timedelta()
        self.asleep = timedelta()
        self.watch = ClockWatch(stored_at)

    def tick(self, *, answered: bool = True, passed: timedelta = TICK) -> HoldCause | None:
        self.true += passed
        monotonic = (self.true - START - self.asleep).total_seconds()
        discord = self.true if answered else None
        self.watch = watch(self.watch, Reading(self.true + self.error, monotonic, discord))
        return self.watch.hold


def running() -> Machine:
    machine = Machine()
    assert machine.tick() is None
    return machine


def test_a_clock_that_agrees_at_the_start_is_trusted_at_once() -> None:
    machine = Machine(stored_at=START - AN_HOUR)
    assert machine.tick() is None
    assert machine.watch.stored_at == START + TICK


def test_until_discord_has_answered_nothing_is_done() -> None:
    machine = Machine()
    assert machine.tick(answered=False) is HoldCause.UNCHECKED
    assert machine.watch.stored_at is None
    assert machine.tick() is None


def test_while_it_runs_no_word_from_discord_is_needed() -> None:
    machine = running()
    assert machine.tick(answered=False) is None
    assert machine.tick(answered=False, passed=timedelta(minutes=20)) is None


@pytest.mark.parametrize("error", [timedelta(seconds=121), -timedelta(seconds=121), AN_HOUR])
def test_a_clock_that_differs_at_the_start_holds_until_it_agrees_on_three_ticks(
    error: timedelta,
) -> None:
    machine = Machine()
    machine.error = error
    assert machine.tick() is HoldCause.CLOCK_DIFFERS
    assert machine.tick() is HoldCause.CLOCK_DIFFERS
    machine.error = timedelta()
    assert [machine.tick() for _ in range(3)][-1] is None
    assert machine.watch.stored_at == machine.true


@pytest.mark.parametrize("jump", [-AN_HOUR, timedelta(days=1), timedelta(seconds=121)])
def test_a_clock_that_jumps_holds_and_three_ticks_that_agree_end_it(jump: timedelta) -> None:
    machine = running()
    stored = machine.watch.stored_at
    machine.error = jump
    assert machine.tick() is HoldCause.CLOCK_JUMPED
    assert machine.watch.stored_at == stored
    machine.error = timedelta()
    assert machine.tick() is not None
    assert machine.tick() is not None
    assert machine.tick() is None


def test_a_clock_that_stays_wrong_stays_on_hold() -> None:
    machine = running()
    machine.error = timedelta(days=1)
    assert all(machine.tick() for _ in range(50))


def test_a_jump_within_two_minutes_is_let_pass() -> None:
    machine = running()
    machine.error = timedelta(seconds=120)
    assert machine.tick() is None


def test_a_lid_that_was_closed_holds_for_three_ticks() -> None:
    machine = running()
    # The computer sleeps, and its monotonic clock stands still.
    machine.true += AN_HOUR
    machine.asleep = AN_HOUR
    assert [machine.tick() for _ in range(3)] == [
        HoldCause.CLOCK_JUMPED,
        HoldCause.CLOCK_JUMPED,
        None,
    ]


def test_a_clock_before_the_stored_tick_holds_even_if_discord_agrees_with_it() -> None:
    machine = Machine(stored_at=START + AN_HOUR)
    assert [machine.tick() for _ in range(3)] == [
        HoldCause.CLOCK_WENT_BACK,
        HoldCause.CLOCK_WENT_BACK,
        None,
    ]
    # The stored tick was the wrong one: it is replaced.
    assert machine.watch.stored_at == machine.true


def test_a_clock_at_1970_holds() -> None:
    machine = Machine(stored_at=START)
    machine.error = datetime(1970, 1, 1, tzinfo=UTC) - START
    assert machine.tick(answered=False) is HoldCause.CLOCK_WENT_BACK


def test_a_tick_that_disagrees_starts_the_count_again_and_silence_does_not() -> None:
    machine = Machine()
    machine.error = timedelta(seconds=130)
    machine.tick()
    machine.error = timedelta(seconds=60)
    machine.tick()
    machine.tick()
    assert machine.watch.agreed == 2
    machine.tick(answered=False)
    assert machine.watch.agreed == 2
    machine.error = timedelta(seconds=130)
    machine.tick()
    assert machine.watch.agreed == 0


@given(st.lists(st.tuples(st.integers(-400, 400), st.booleans(), st.integers(1, 60)), max_size=60))
def test_without_a_hold_the_clock_never_goes_back(
    ticks: list[tuple[int, bool, int]],
) -> None:
    machine, trusted = Machine(), None
    for error, answered, passed in ticks:
        machine.error = timedelta(seconds=error)
        was_held = machine.watch.hold is not None
        if machine.tick(answered=answered, passed=timedelta(seconds=passed)) is None:
            stored = machine.watch.stored_at
            assert stored is not None
            assert was_held or trusted is None or stored >= trusted
            trusted = stored
