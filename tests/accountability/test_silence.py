from __future__ import annotations

import pytest

from bot.accountability.silence import (
    GroupSilence,
    MemberSilence,
    Step,
    Turnout,
    group_silence,
    member_silence,
    silent_in_a_row,
)

SHORT = {"a": Turnout.ANSWERED, "s": Turnout.SILENT, "e": Turnout.EXCUSED}


@pytest.mark.parametrize(
    ("newest_first", "count"),
    [("", 0), ("a", 0), ("s", 1), ("ssa", 2), ("sesesa", 3), ("as", 0), ("ease", 0), ("eee", 0)],
)
def test_silent_rounds_are_counted_up_to_the_last_answer_and_excused_ones_are_not(
    newest_first: str, count: int
) -> None:
    assert silent_in_a_row(SHORT[letter] for letter in newest_first) == count


@pytest.mark.parametrize(
    ("missed", "expected"),
    [
        (0, MemberSilence(mentioned=True, says_so=False)),
        (2, MemberSilence(mentioned=True, says_so=False)),
        (3, MemberSilence(mentioned=False, says_so=True)),
        (4, MemberSilence(mentioned=False, says_so=False)),
    ],
)
def test_after_three_missed_rounds_a_member_is_told_once_and_mentioned_no_more(
    missed: int, expected: MemberSilence
) -> None:
    assert member_silence(missed) == expected


@pytest.mark.parametrize(
    ("rounds", "expected"),
    [
        (0, GroupSilence(Step.AS_EVER, says_so=False)),
        (1, GroupSilence(Step.AS_EVER, says_so=False)),
        (2, GroupSilence(Step.SILENT, says_so=True)),
        (3, GroupSilence(Step.SILENT, says_so=False)),
        (4, GroupSilence(Step.PAUSED, says_so=True)),
        (5, GroupSilence(Step.PAUSED, says_so=False)),
    ],
)
def test_a_schedule_nobody_answers_goes_silent_then_pauses_and_says_each_once(
    rounds: int, expected: GroupSilence
) -> None:
    assert group_silence(rounds) == expected
