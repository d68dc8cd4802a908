from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.check_ins import Timing
from bot.accountability.models.groups import Part
from bot.accountability.models.rounds import RoundState
from bot.errors import Gone, NotAllowed, Refusal
from tests.accountability.check_ins.making import DAY, HOUR, NEXT_CLOSE, THURSDAY, WEEK
from tests.accountability.groups.making import (
    ANN,
    BEN,
    CAT,
    CHANNEL,
    CLOSE,
    EARLIER,
    FIRST,
    HOST,
    MONDAY,
    circle,
    daily,
    latest,
    let_in,
)

if TYPE_CHECKING:
    from tests.accountability.check_ins.making import Club


def test_an_open_round_is_answered_on_time_and_promises_are_due_when_the_next_one_closes(
    club: Club,
) -> None:
    found = club.opens()
    facts = club.book.check_ins.form(club.group.id, ANN, MONDAY + HOUR)
    assert (facts.timing, facts.round_id, facts.nominal_on) == (Timing.ON_TIME, found.id, FIRST)
    assert (facts.due_on, facts.channel_id, facts.group_name) == (NEXT_CLOSE, CHANNEL, "Circle")
    assert (facts.commitments, facts.ticked_ids, facts.more, facts.mine) == ((), (), 0, None)


def test_a_closed_round_is_answered_late_until_the_next_one_opens(club: Club) -> None:
    found = club.opens()
    club.closes()
    facts = club.book.check_ins.form(club.group.id, ANN, THURSDAY)
    assert (facts.timing, facts.round_id) == (Timing.LATE, found.id)
    assert facts.due_on == NEXT_CLOSE


def test_before_the_first_round_a_check_in_is_early(club: Club) -> None:
    facts = club.book.check_ins.form(club.group.id, ANN, EARLIER)
    assert (facts.timing, facts.round_id, facts.nominal_on) == (Timing.EARLY, None, FIRST)
    assert (facts.opens_at, facts.closes_at) == (MONDAY, CLOSE)
    assert facts.due_on == NEXT_CLOSE


def test_who_has_answered_a_round_that_is_closed_answers_the_next_one_early(club: Club) -> None:
    club.opens()
    club.sends()
    club.closes()
    facts = club.book.check_ins.form(club.group.id, ANN, THURSDAY)
    assert (facts.timing, facts.nominal_on, facts.mine) == (Timing.EARLY, date(2025, 12, 8), None)
    assert facts.due_on == date(2025, 12, 17)


def test_a_named_schedule_is_answered_early_though_its_last_round_still_takes_answers(
    club: Club,
) -> None:
    club.opens()
    club.closes()
    facts = club.book.check_ins.form(club.group.id, ANN, THURSDAY, series_id=club.series.id)
    assert (facts.timing, facts.nominal_on) == (Timing.EARLY, date(2025, 12, 8))
    found = club.opens(1)
    facts = club.book.check_ins.form(club.group.id, ANN, MONDAY + WEEK, series_id=club.series.id)
    assert (facts.timing, facts.round_id) == (Timing.ON_TIME, found.id)


def test_a_round_that_is_due_and_has_not_opened_yet_is_the_next_one(club: Club) -> None:
    facts = club.book.check_ins.form(club.group.id, ANN, MONDAY + timedelta(seconds=20))
    assert (facts.timing, facts.nominal_on) == (Timing.EARLY, FIRST)


def test_a_holiday_is_skipped_by_an_early_check_in(club: Club) -> None:
    club.book.holidays.add(club.group.id, "Break", FIRST, FIRST, HOST, EARLIER)
    facts = club.book.check_ins.form(club.group.id, ANN, EARLIER)
    assert (facts.nominal_on, facts.due_on) == (date(2025, 12, 8), date(2025, 12, 17))


def test_of_two_open_rounds_the_one_without_an_answer_comes_first(club: Club) -> None:
    second = daily(club.book, club.group)
    club.opens()
    assert not club.book.rounds.plan_due(MONDAY + HOUR)
    today = latest(club.book, second)
    now = MONDAY + 2 * HOUR
    facts = club.book.check_ins.form(club.group.id, ANN, now)
    assert facts.round_id == today.id
    club.sends(now=now)
    facts = club.book.check_ins.form(club.group.id, ANN, now)
    assert (facts.round_id, facts.mine) == (club.round.id, None)
    facts = club.book.check_ins.form(club.group.id, ANN, now, round_id=today.id)
    assert facts.mine is not None


def test_a_round_that_is_over_names_the_one_that_is_open(club: Club) -> None:
    first = club.opens()
    club.opens(1)
    with pytest.raises(Refusal) as refused:
        club.book.check_ins.form(club.group.id, ANN, MONDAY + WEEK + DAY, round_id=first.id)
    assert str(refused.value) == (
        "That check-in is over. The one of Mon 8 Dec is open now: answer it with /checkin now."
    )
    club.closes(CLOSE + WEEK)
    with pytest.raises(Refusal) as refused:
        club.sends_for(first, THURSDAY + WEEK)
    assert str(refused.value) == (
        "That check-in is over. The one of Mon 8 Dec still takes late answers: use /checkin now."
    )
    assert club.book.rows.check_ins.of_round(first.id) == []


def test_a_round_that_never_opened_says_so(club: Club) -> None:
    club.book.holidays.add(club.group.id, "Break", FIRST, FIRST, HOST, EARLIER)
    assert not club.book.rounds.plan_due(MONDAY)
    (holiday,) = club.book.rows.rounds.of_series(club.series.id, 5)
    assert holiday.state is RoundState.HOLIDAY
    with pytest.raises(Gone, match="That check-in never opened"):
        club.book.check_ins.form(club.group.id, ANN, MONDAY, round_id=holiday.id)


def test_rounds_and_schedules_of_another_group_are_not_there(club: Club) -> None:
    other = circle(club.book, channel_id=12, name="Other")
    let_in(club.book, other, CAT)
    found = club.opens()
    with pytest.raises(Gone, match="That check-in is not here any more"):
        club.book.check_ins.form(other.id, CAT, MONDAY, round_id=found.id)
    with pytest.raises(Gone, match="That schedule is not here any more"):
        club.book.check_ins.form(other.id, CAT, MONDAY, series_id=club.series.id)
    with pytest.raises(Gone, match="You're not in this group"):
        club.book.check_ins.form(club.group.id, CAT, MONDAY, round_id=found.id)


def test_nothing_planned_says_who_can_plan_it(club: Club) -> None:
    club.book.timetable.pause(club.series.id, HOST, EARLIER)
    with pytest.raises(Refusal) as refused:
        club.book.check_ins.form(club.group.id, ANN, EARLIER)
    assert str(refused.value) == (
        "Nothing is open, and no check-in is planned. Those who run the group can plan one."
    )
    with pytest.raises(Refusal) as refused:
        club.book.check_ins.form(club.group.id, ANN, EARLIER, series_id=club.series.id)
    assert str(refused.value) == "Nothing is open there, and nothing is planned for now."


def test_an_open_round_of_a_paused_group_is_answered_and_its_promises_have_no_date(
    club: Club,
) -> None:
    club.opens()
    club.book.groups.pause(club.group.id, HOST, MONDAY + HOUR)
    facts = club.book.check_ins.form(club.group.id, ANN, MONDAY + HOUR)
    assert (facts.timing, facts.due_on) == (Timing.ON_TIME, None)


def test_observers_read_along(club: Club) -> None:
    club.opens()
    with pytest.raises(NotAllowed) as refused:
        club.book.check_ins.form(club.group.id, HOST, MONDAY)
    assert str(refused.value) == (
        "You read along in this group, so there's nothing to check in. Those who run it can let you"
        " take part."
    )


def test_who_has_left_or_never_joined_is_told_to_join(club: Club) -> None:
    found = club.opens()
    club.book.members.leave(club.group.id, BEN, MONDAY, keep=True)
    club.book.members.invite(club.group.id, [CAT], Part.REQUIRED, HOST, MONDAY)
    for user_id in (BEN, CAT):
        with pytest.raises(Refusal) as refused:
            club.book.check_ins.form(club.group.id, user_id, MONDAY, round_id=found.id)
        assert str(refused.value) == (
            "You're not in this group. Join it first, or ask those who run it."
        )


def test_a_form_lists_the_ten_oldest_promises_and_counts_the_rest(club: Club) -> None:
    made = [
        club.promises(f"Promise {number}", now=EARLIER + timedelta(minutes=number))
        for number in range(12)
    ]
    club.opens()
    facts = club.book.check_ins.form(club.group.id, ANN, MONDAY)
    assert facts.commitments == tuple(made[:10])
    assert facts.more == 2
    assert club.book.check_ins.form(club.group.id, BEN, MONDAY).commitments == ()


def test_an_edit_lists_what_was_ticked_and_not_what_the_check_in_made(club: Club) -> None:
    kept, other = club.promises("Call Dana"), club.promises("Send it", now=EARLIER + HOUR)
    club.opens()
    sent = club.sends("Rest", kept_ids=(kept.id,))
    facts = club.book.check_ins.form_of(sent.check_in.id, ANN, MONDAY + DAY)
    assert [each.id for each in facts.commitments] == [kept.id, other.id]
    assert facts.ticked_ids == (kept.id,)
    assert facts.mine == sent.check_in
    assert facts == club.book.check_ins.form(club.group.id, ANN, MONDAY + DAY)


def test_nobody_elses_check_in_is_opened(club: Club) -> None:
    club.opens()
    sent = club.sends()
    for ask in (
        lambda: club.book.check_ins.form_of(sent.check_in.id, BEN, MONDAY),
        lambda: club.book.check_ins.edit(sent.check_in.id, BEN, sent.check_in.report, MONDAY),
        lambda: club.book.check_ins.remove(sent.check_in.id, BEN, MONDAY),
        lambda: club.book.check_ins.form_of("forged", BEN, MONDAY),
    ):
        with pytest.raises(Gone) as refused:
            ask()
        assert str(refused.value) == (
            "That check-in is not here any more. To send a new one, use /checkin now."
        )
