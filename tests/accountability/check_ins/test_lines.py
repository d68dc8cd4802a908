from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.accountability.lines import clean_report, folded, merged, says_nothing, split_lines
from bot.accountability.models.rounds import Report
from bot.errors import Refusal

lines = st.text(max_size=60)
reports = st.builds(
    Report,
    moved=st.text(max_size=200),
    next_lines=st.lists(lines, max_size=4).map(tuple),
    hand_lines=st.lists(lines, max_size=4).map(tuple),
    own=st.lists(st.tuples(lines, lines), max_size=3).map(tuple),
    kept_ids=st.lists(st.sampled_from("abc"), max_size=3).map(tuple),
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Call Dana\nSend the quote", ("Call Dana", "Send the quote")),
        ("  Call   Dana \r\n\r\n\tSend it", ("Call Dana", "Send it")),
        ("- Call Dana\n* Send it\n• Rest\n– Ship", ("Call Dana", "Send it", "Rest", "Ship")),
        ("1. Call Dana\n2) Send it", ("Call Dana", "Send it")),
        ("[ ] Call Dana\n- [x] Send it\n☐ Rest", ("Call Dana", "Send it", "Rest")),
        ("10. Dezember: anrufen", ("10. Dezember: anrufen",)),
        ("2 quotes out", ("2 quotes out",)),
        ("-5% churn", ("-5% churn",)),
        ("1.5 hours of selling", ("1.5 hours of selling",)),
        ("Call Dana\ncall dana.\nCALL  DANA!", ("Call Dana",)),
        ("\u202eCall\u200b Dana", ("Call Dana",)),
        ("🚀", ("🚀",)),
        ("打电话", ("打电话",)),
        ("", ()),
    ],
)
def test_lines_are_split_and_cleaned(typed: str, kept: tuple[str, ...]) -> None:
    assert split_lines([typed], "what's next") == kept


@pytest.mark.parametrize(
    "typed",
    [
        "none",
        "None.",
        "NONE!!",
        "-",
        "—",
        "...",
        "n/a",
        "N.A.",
        "na",
        "nothing",
        "Nothing new",
        "same",
        "Same as last week.",
        "ditto",
        "“none”",
        "- none",
        "*nothing*",
        "(n/a)",
        "tbd",
        "?",
        "x",
        "nil",
        "Not sure yet",
        "no change",
        "Ｎｏｎｅ",
        "nöne",
    ],
)
def test_a_line_that_says_nothing_promises_nothing(typed: str) -> None:
    assert split_lines([typed], "what's next") == ()


@pytest.mark.parametrize(
    "typed",
    [
        "No new clients without a deposit",
        "Nothing but sales on Mondays",
        "Same-day quotes",
        "Pass the exam",
    ],
)
def test_a_promise_that_begins_like_nothing_is_one(typed: str) -> None:
    assert split_lines([typed], "what's next") == (typed,)


def test_ten_lines_fit_and_an_eleventh_is_refused_by_number() -> None:
    ten = [f"Call client {number}" for number in range(10)]
    assert len(split_lines(ten, "what's next")) == 10
    with pytest.raises(Refusal) as refused:
        split_lines([*ten, "One more"], "what's next")
    assert str(refused.value) == (
        "You wrote 11 lines for what's next, and 10 fit. Put some together, or leave the smallest"
        " out."
    )


def test_a_line_of_300_signs_fits_and_a_longer_one_is_refused() -> None:
    assert split_lines(["a" * 300], "what's next") == ("a" * 300,)
    with pytest.raises(Refusal) as refused:
        split_lines(["Short", "a" * 301], "where a hand would help")
    assert str(refused.value) == (
        "One line of where a hand would help has 301 characters, and 300 fit. Shorten it, or make"
        " two of it."
    )


def test_a_report_in_which_nothing_can_be_read_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        clean_report(Report(moved=" \u200b ", next_lines=("none",), own=(("Energy?", " "),)))
    assert str(refused.value) == "Your check-in is empty so far. Write a line, and send it again."


def test_ticks_alone_are_a_report() -> None:
    assert clean_report(Report(kept_ids=("b", "a", "b"))).kept_ids == ("a", "b")


@given(reports)
def test_a_clean_report_stays_as_it_is(report: Report) -> None:
    try:
        clean = clean_report(report)
    except Refusal:
        return
    assert clean_report(clean) == clean
    assert not any(says_nothing(line) or "\n" in line for line in clean.next_lines)
    assert len({folded(line) for line in clean.next_lines}) == len(clean.next_lines)


@given(reports, reports)
def test_two_reports_become_one_that_has_all_words_of_both(first: Report, second: Report) -> None:
    try:
        first, second = clean_report(first), clean_report(second)
    except Refusal:
        return
    both = merged(first, second)
    for each in (first, second):
        assert each.moved in both.moved
        assert {folded(line) for line in each.next_lines} <= {
            folded(one) for one in both.next_lines
        }
        assert {folded(line) for line in each.hand_lines} <= {
            folded(one) for one in both.hand_lines
        }
        assert set(each.kept_ids) <= set(both.kept_ids)
        answers = dict(both.own)
        assert all(answer in answers[question] for question, answer in dict(each.own).items())
    assert merged(first, first) == first or len(dict(first.own)) < len(first.own)
