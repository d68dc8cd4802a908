"""What holds for every message that the follow-up sends, however long its words are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.accountability.models.views import ThreadView, from_json, to_json
from bot.ui.deliveries import draw, thread_name
from bot.ui.reply import Button
from tests.bot.ui.deliveries import views
from tests.bot.ui.deliveries.views import DELIVERY, EVERYTHING
from tests.bot.ui.library_values import HOSTILE, refused

if TYPE_CHECKING:
    from bot.accountability.models.views import View
    from bot.ui.reply import Reply

each = pytest.mark.parametrize("view", EVERYTHING.values(), ids=EVERYTHING)


def buttons(reply: Reply) -> list[Button]:
    rows = [row for row in reply.rows if isinstance(row, tuple)]
    return [one for row in rows for one in row if isinstance(one, Button)]


@each
def test_discord_would_take_it(view: View) -> None:
    assert refused(draw(view, DELIVERY)) == []


@each
def test_every_button_carries_the_delivery_by_which_it_is_found_again(view: View) -> None:
    pressed = buttons(draw(view, DELIVERY))
    assert pressed
    assert {button.argument for button in pressed} == {DELIVERY}


@each
def test_nobody_rings_but_those_whom_the_view_mentions(view: View) -> None:
    drawn = draw(view, DELIVERY)
    rings = getattr(view, "mentions", ()) or getattr(view, "invited", ())
    assert set(drawn.mentions) <= set(rings)
    assert all(f"<@{user_id}>" in drawn.content for user_id in drawn.mentions)


@each
def test_what_people_wrote_is_text_and_nothing_more(view: View) -> None:
    content = draw(view, DELIVERY).content
    assert "@everyone" not in content
    assert not re.search(r"(?<!\\)\]\(", content)
    assert "\u202e" not in content
    assert "discord.gg" not in content


@each
def test_it_is_the_same_after_it_was_kept(view: View) -> None:
    assert draw(from_json(to_json(view)), DELIVERY) == draw(view, DELIVERY)


_people = st.integers(1, 110).map(lambda count: tuple(10**18 + one for one in range(count)))
_few = st.lists(HOSTILE, max_size=12).map(tuple)


@given(_people, _people, HOSTILE, _few)
def test_whatever_an_opening_or_a_nudge_holds_it_fits(
    mentions: tuple[int, ...], named: tuple[int, ...], name: str, questions: tuple[str, ...]
) -> None:
    several = views.ping(
        mentions=mentions,
        named=named,
        group_name=name,
        questions=questions[:5],
        late_minutes=700,
        close_moved=True,
        repeated=True,
    )
    nudge = views.nudge(mentions=mentions, named=named)
    more = views.MENTIONS.model_copy(update={"mentions": mentions})
    for view in (several, nudge, more):
        drawn = draw(view, DELIVERY)
        assert refused(drawn) == []
        assert drawn.mentions == mentions


@given(_people, _few, HOSTILE)
def test_whatever_people_wrote_cards_and_summaries_fit(
    everybody: tuple[int, ...], lines: tuple[str, ...], text: str
) -> None:
    card = views.card(
        moved=text, next=lines, kept=lines, hands=lines, own=tuple((text, one) for one in lines[:4])
    )
    summary = views.summary(
        group_name=text,
        in_ids=everybody,
        late_ids=everybody,
        away_ids=everybody,
        hands=tuple(zip(everybody, lines, strict=False)),
    )
    for view in (card, summary):
        assert refused(draw(view, DELIVERY)) == []


def test_of_names_without_room_the_number_is_told() -> None:
    drawn = draw(views.nudge(mentions=views.MANY), DELIVERY)
    shown = drawn.content.count("<@")
    assert f"> and {100 - shown} more\n" in drawn.content
    assert shown > 70


def test_a_threads_name_fits_and_is_never_empty() -> None:
    thread = ThreadView(round_id="r", name="x" * 300, ping_channel_id=1, ping_message_id=2)
    assert len(thread_name(thread)) <= 100
    assert thread_name(thread.model_copy(update={"name": "\u200b"})) == "Check-in"
    with pytest.raises(TypeError):
        draw(thread, DELIVERY)
