"""Whom a message pings: those who are named, allowed, there, and not its author."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.server.clock import VirtualClock
from bot.playground.server.snowflakes import Snowflakes, first_at, made_at
from bot.playground.server.world.drafts import AllowedMentions, Draft
from bot.playground.server.world.mentions import mentions_in, texts_of
from bot.playground.server.world.permissions import Permission
from bot.playground.server.world.world import World

if TYPE_CHECKING:
    from bot.playground.server.world.models import Guild, Message

IDS = st.integers(10**17, 10**18)


@given(st.lists(IDS, max_size=5), st.lists(IDS, max_size=5), st.text(max_size=30))
def test_nothing_is_mentioned_when_nothing_is_allowed(
    users: list[int], roles: list[int], text: str
) -> None:
    text += " ".join([*(f"<@{each}>" for each in users), *(f"<@&{each}>" for each in roles)])
    found = mentions_in(text + " @everyone @here", AllowedMentions.from_json({"parse": []}))

    assert (found.users, found.roles, found.everyone) == ((), (), False)


@given(st.lists(IDS, min_size=1, max_size=5, unique=True), st.data())
def test_ids_that_are_named_are_the_only_ones(users: list[int], data: st.DataObject) -> None:
    named = data.draw(st.sets(st.sampled_from(users)))
    text = "".join(f"<@{each}>" for each in users)
    allowed = {"parse": [], "users": [str(each) for each in named]}

    found = mentions_in(text, AllowedMentions.from_json(allowed))

    assert set(found.users) == named


def test_text_displays_mention_as_content_does() -> None:
    inner = {"type": 10, "content": "<@123456789012345678>"}
    layout = [{"type": 17, "components": [{"type": 9, "components": [inner]}]}]

    assert "<@123456789012345678>" in texts_of("", layout)


class Room:
    """A server with Alice, Bob of the role Owners, and the bot."""

    def __init__(self) -> None:
        self.world = World(VirtualClock())
        self.guild: Guild = self.world.add_guild("Owners")
        self.general = self.world.channels[self.guild.system_channel_id or 0]
        self.alice = self.world.add_user("Alice")
        self.bob = self.world.add_user("Bob")
        self.owners = self.world.add_role(self.guild, "Owners")
        self.world.add_member(self.guild, self.alice)
        self.world.add_member(self.guild, self.bob, [self.owners])

    def bot_says(self, text: str, allowed: AllowedMentions | None = None) -> Message:
        draft = Draft(content=text, allowed_mentions=allowed or AllowedMentions())
        return self.world.add_message(self.general, self.world.bot, draft)


@pytest.fixture
def room() -> Room:
    """Lend the server."""
    return Room()


def test_a_role_pings_its_members_when_it_may_be_mentioned(room: Room) -> None:
    world, role = room.world, room.owners
    assert room.bot_says(f"<@&{role.id}>").pinged == {room.bob.id}

    world.set_overwrite(room.general, world.bot, deny=Permission.MENTION_EVERYONE)
    assert room.bot_says(f"<@&{role.id}>").pinged == frozenset()
    role.mentionable = True
    assert room.bot_says(f"<@&{role.id}>").pinged == {room.bob.id}


def test_everyone_needs_the_permission(room: Room) -> None:
    assert room.alice.id in room.bot_says("@everyone").pinged

    room.world.set_overwrite(room.general, room.world.bot, deny=Permission.MENTION_EVERYONE)
    silent = room.bot_says("@everyone")
    assert (silent.mention_everyone, silent.pinged) == (False, frozenset())


def test_who_does_not_see_the_channel_is_not_pinged(room: Room) -> None:
    room.world.set_overwrite(room.general, room.alice, deny=Permission.VIEW_CHANNEL)

    message = room.bot_says(f"<@{room.alice.id}> <@{room.bob.id}>")

    assert message.mentions == [room.alice.id, room.bob.id]
    assert message.pinged == {room.bob.id}


def test_an_outsider_is_mentioned_but_not_pinged(room: Room) -> None:
    outsider = room.world.add_user("Outsider")

    message = room.bot_says(f"<@{outsider.id}> <@123456789012345678>")

    assert message.mentions == [outsider.id]
    assert message.pinged == frozenset()


@given(st.lists(st.integers(-5, 5), max_size=50))
def test_ids_grow_whatever_the_clock_does(steps: list[int]) -> None:
    clock = VirtualClock()
    snowflakes = Snowflakes(clock.now)
    made = []
    for step in steps:
        clock.set(clock.now() + timedelta(seconds=step))
        made.append(snowflakes.next())

    assert made == sorted(set(made))


@given(st.datetimes(datetime(2015, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - bounds
def test_an_id_carries_its_time(instant: datetime) -> None:
    assert timedelta() <= instant - made_at(first_at(instant)) < timedelta(milliseconds=1)
