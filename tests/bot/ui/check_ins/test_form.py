"""The form of a check-in: what it asks, what it starts with, and what is read from it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from bot.accountability.models.check_ins import FormFacts, Timing
from bot.accountability.models.rounds import (
    CheckIn,
    Commitment,
    CommitmentState,
    Questions,
    Report,
)
from bot.ui.check_ins import form
from bot.ui.forms import ChoicesPart, NotePart, TextPart, Written
from tests.bot.ui.library_values import HOSTILE, form_refused

if TYPE_CHECKING:
    from bot.ui.forms import FormLayout

OPENS = datetime(2031, 12, 1, 8, tzinfo=UTC)
CLOSES = datetime(2031, 12, 3, 11, tzinfo=UTC)
STANDARD = ["What moved forward?", "What will you do by Mon 8 Dec?", "Where could you use a hand?"]


def promise(id_: str, text: str) -> Commitment:
    return Commitment(id_, "group", 1, text, CommitmentState.OPEN, OPENS)


PROMISES = (promise("ann", "Call Ann"), promise("prices", "Raise prices"))


def facts(**about: Any) -> FormFacts:  # noqa: ANN401 - its fields
    given_: dict[str, Any] = {
        "group_id": "group",
        "group_name": "Owners Circle",
        "channel_id": 5,
        "series_id": "series",
        "series_name": "Check-in",
        "timing": Timing.ON_TIME,
        "round_id": "round",
        "nominal_on": date(2031, 12, 1),
        "opens_at": OPENS,
        "closes_at": CLOSES,
        "questions": Questions(),
        "due_on": date(2031, 12, 8),
    }
    return FormFacts(**{**given_, **about})


def sent(report: Report) -> CheckIn:
    return CheckIn("check-in", "group", "series", "round", 1, report, OPENS)


def asked(layout: FormLayout) -> list[str]:
    return [part.label for part in layout.parts if not isinstance(part, NotePart)]


def note(layout: FormLayout) -> str:
    (first, *_) = layout.parts
    assert isinstance(first, NotePart)
    return first.text


def test_the_first_form_asks_three_things_and_only_the_first_must_be_answered() -> None:
    layout = form.layout(facts())
    assert layout.title == "Check-in: Owners Circle"
    assert note(layout) == "Everyone in <#5> sees this."
    assert asked(layout) == STANDARD
    must = [part.label for part in layout.parts if isinstance(part, TextPart) and part.required]
    assert must == ["What moved forward?"]


def test_what_was_promised_is_asked_first() -> None:
    layout = form.layout(facts(commitments=PROMISES, more=2))
    assert asked(layout) == ["Which of these did you keep?", *STANDARD]
    (boxes,) = [part for part in layout.parts if isinstance(part, ChoicesPart)]
    assert [(one.label, one.value) for one in boxes.options] == [
        ("Call Ann", "ann"),
        ("Raise prices", "prices"),
    ]
    assert boxes.description == "Unticked is carried over. 2 newer ones come next time."


def test_where_nothing_more_is_planned_a_promise_has_no_date() -> None:
    assert "What will you do next?" in asked(form.layout(facts(due_on=None)))


def test_a_late_or_early_form_says_so() -> None:
    assert note(form.layout(facts(timing=Timing.LATE))).endswith(
        "\nThe one of 1 Dec has closed: yours will be marked late."
    )
    stamp = int(OPENS.timestamp())
    assert note(form.layout(facts(timing=Timing.EARLY))).endswith(
        f"\nIt counts for the next one, <t:{stamp}:F>."
    )


def test_own_questions_take_the_place_of_the_standard_ones() -> None:
    beside = Questions(own=("Cash?", "Sales?"))
    assert asked(form.layout(facts(questions=beside, commitments=PROMISES))) == [
        "Which of these did you keep?",
        "Cash?",
        "Sales?",
        "What will you do by Mon 8 Dec?",
    ]
    alone = Questions(own=("A?", "B?", "C?", "D?"), commitments=False)
    assert asked(form.layout(facts(questions=alone, commitments=PROMISES))) == [
        "A?",
        "B?",
        "C?",
        "D?",
    ]


def test_a_form_to_edit_starts_with_what_was_sent_and_reads_back_the_same() -> None:
    for report, questions in (
        (Report("Hired", ("Call Ann", "Sleep"), ("pricing",), (), ("ann",)), Questions()),
        (
            Report(next_lines=("Sleep",), own=(("Cash?", "12"), ("Sales?", ""))),
            Questions(("Cash?", "Sales?")),
        ),
    ):
        mine = sent(report)
        known = facts(
            questions=questions, commitments=PROMISES, mine=mine, ticked_ids=report.kept_ids
        )
        values, chosen = form.filled(known)
        written = Written("checkin.form", "check-in", "edit", values, (), chosen)
        assert form.report(known, written) == report


def test_a_form_that_is_new_starts_empty() -> None:
    assert form.filled(facts(commitments=PROMISES)) == ({}, {})


def test_only_what_was_offered_can_be_ticked() -> None:
    forged = Written("checkin.form", "round", chosen={form.KEPT: ("somebody's", "prices")})
    assert form.report(facts(commitments=PROMISES), forged).kept_ids == ("prices",)


@given(HOSTILE, st.lists(HOSTILE, max_size=10), st.lists(HOSTILE, max_size=4))
def test_discord_takes_the_form_whatever_people_wrote(
    name: str, promises: list[str], own: list[str]
) -> None:
    commitments = tuple(promise(f"id{number}", text) for number, text in enumerate(promises))
    most = 2 if commitments else 4
    questions = Questions(tuple(own[:most]), commitments=bool(commitments))
    known = facts(group_name=name, questions=questions, commitments=commitments)
    assert form_refused(form.layout(known), Written("checkin.form", "round")) == []
