"""The form of a check-in: what it shows, what it starts with, and what was written in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.models.check_ins import (
    LONGEST_ANSWER,
    LONGEST_LINES,
    LONGEST_MOVED,
    Timing,
)
from bot.accountability.models.rounds import Report
from bot.ui.deliveries.wording import day
from bot.ui.forms import ChoicesPart, FormLayout, NotePart, TextPart
from bot.ui.moments import full
from bot.ui.reply import Option
from bot.ui.safe_text import plain_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.accountability.models.check_ins import FormFacts
    from bot.ui.forms import Part, Written

KEPT, MOVED, NEXT, HAND, OWN = "kept", "moved", "next", "hand", "own"
_LABEL = 45
_OPTION = 100
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def layout(facts: FormFacts) -> FormLayout:
    """Return the form: at most five parts, whatever is asked."""
    title = plain_line(f"Check-in: {facts.group_name}", _LABEL) or "Check-in"
    return FormLayout(title, tuple(_parts(facts)))


def filled(facts: FormFacts) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Return what the form starts with: texts, and ticks; nothing for who has not answered."""
    if facts.mine is None:
        return {}, {}
    written = facts.mine.report
    texts = {
        MOVED: written.moved,
        NEXT: "\n".join(written.next_lines),
        HAND: "\n".join(written.hand_lines),
    }
    answers = dict(written.own)
    for number, question in enumerate(facts.questions.own):
        texts[f"{OWN}{number}"] = answers.get(question, "")
    return {name: text for name, text in texts.items() if text}, {KEPT: facts.ticked_ids}


def report(facts: FormFacts, written: Written) -> Report:
    """Return what somebody wrote; what the form did not ask is empty."""
    known = {each.id for each in facts.commitments}
    texts = written.values
    return Report(
        moved=texts.get(MOVED, ""),
        next_lines=tuple(texts.get(NEXT, "").splitlines()),
        hand_lines=tuple(texts.get(HAND, "").splitlines()),
        own=tuple(
            (question, texts.get(f"{OWN}{number}", ""))
            for number, question in enumerate(facts.questions.own)
        ),
        kept_ids=tuple(one for one in written.chosen.get(KEPT, ()) if one in known),
    )


def _parts(facts: FormFacts) -> Iterator[Part]:
    yield NotePart(_note(facts))
    if facts.questions.commitments and facts.commitments:
        yield _boxes(facts)
    if not facts.questions.own:
        yield TextPart(
            MOVED,
            "What moved forward?",
            "One or two lines. A number helps.",
            long=True,
            longest=LONGEST_MOVED,
        )
    for number, question in enumerate(facts.questions.own):
        yield TextPart(
            f"{OWN}{number}",
            plain_line(question, _LABEL) or f"Question {number + 1}",
            long=True,
            required=number == 0,
            longest=LONGEST_ANSWER,
        )
    if facts.questions.commitments:
        yield TextPart(
            NEXT,
            _promise(facts),
            "One per line. One is plenty.",
            long=True,
            required=False,
            longest=LONGEST_LINES,
        )
    if not facts.questions.own:
        yield TextPart(
            HAND,
            "Where could you use a hand?",
            "Optional. The group sees it.",
            long=True,
            required=False,
            longest=LONGEST_LINES,
        )


def _note(facts: FormFacts) -> str:
    lines = [f"Everyone in <#{facts.channel_id}> sees this."]
    if facts.timing is Timing.EARLY:
        lines.append(f"It counts for the next one, {full(facts.opens_at)}.")
    elif facts.timing is Timing.LATE:
        lines.append(f"The one of {day(facts.nominal_on)} has closed: yours will be marked late.")
    return "\n".join(lines)


def _boxes(facts: FormFacts) -> ChoicesPart:
    options = tuple(
        Option(plain_line(each.text, _OPTION) or "(no words)", each.id)
        for each in facts.commitments
    )
    more = f" {facts.more} newer ones come next time." if facts.more else ""
    return ChoicesPart(
        KEPT, "Which of these did you keep?", options, f"Unticked is carried over.{more}"
    )


def _promise(facts: FormFacts) -> str:
    due_on = facts.due_on
    if due_on is None:
        return "What will you do next?"
    return f"What will you do by {_WEEKDAYS[due_on.weekday()]} {day(due_on)}?"
