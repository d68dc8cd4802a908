"""What holds for every message that the follow-up sends, however long its words are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.views import ThreadView, from_json, to_json
from bot.ui.deliveries import draw, thread_name
from bot.ui.reply import Button
from tests.bot.ui.deliveries.views import DELIVERY, EVERYTHING
from tests.bot.ui.library_values import refused

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


def test_a_threads_name_fits_and_is_never_empty() -> None:
    thread = ThreadView(round_id="r", name="x" * 300, ping_channel_id=1, ping_message_id=2)
    assert len(thread_name(thread)) <= 100
    assert thread_name(thread.model_copy(update={"name": "\u200b"})) == "Check-in"
    with pytest.raises(TypeError):
        draw(thread, DELIVERY)
