"""Six owners in four zones for six weeks: every message, mention and edit."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tests.stories.six_weeks import table, words
from tests.stories.six_weeks.lives import Lives
from tests.stories.six_weeks.story import live

if TYPE_CHECKING:
    from tests.stories.house import House
    from tests.stories.six_weeks.record import Record


async def test_six_weeks_with_everything_that_happens_in_them(house: House) -> None:
    lives = await Lives.begin(house)
    await live(lives)
    each_is_where_and_when_it_should_be(lives.record)
    each_says_what_it_should(lives.record)
    each_shows_what_is_so(lives.record)


def each_is_where_and_when_it_should_be(record: Record) -> None:
    """Nothing is missing, nothing is there twice, and no phone rings that should not."""
    assert Counter(one.line for one in record.written) == Counter(table.written())
    changed = {f"{one.at} | {one.place} | {one.what}" for one in record.edited}
    assert changed == table.edited()
    for schedule in ("Weekly", "Stand-up", "Numbers"):
        seconds = {one.second for one in record.of("opening") if one.schedule == schedule}
        assert len(seconds) == 1  # always as long after the minute
        assert seconds <= set(range(46))


def each_says_what_it_should(record: Record) -> None:
    """One of each kind, and those that are out of the ordinary, word for word."""
    said = {one.line: one.text for one in record.written}
    assert {line: said.get(line) for line in words.WRITTEN} == words.WRITTEN
    pressed = {one.what: one.buttons for one in record.written}
    assert {what: pressed.get(what) for what in words.BUTTONS} == words.BUTTONS


def each_shows_what_is_so(record: Record) -> None:
    """What became of messages that stand there, step by step."""
    by_line = {one.line: one for one in record.written}
    for line, steps in words.STEPS.items():
        shown = [(one.at, one.text.splitlines()[-1]) for one in record.edits_of(by_line[line])]
        assert shown == steps, line
    (invitation,) = record.of("invitation")
    assert record.edits_of(invitation)[-1].text == words.INVITATION_AT_THE_END
