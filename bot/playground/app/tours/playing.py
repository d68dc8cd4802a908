"""What tours have in common: who plays, forms that must open, and time that goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.server import Impossible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from bot.playground.app.people import Owner
    from bot.playground.app.world import PlayWorld
    from bot.playground.server import Modal, Person, Reply
    from bot.playground.server.page import Stage
    from bot.playground.server.world.models import Channel

KEPT = "kept"
"""The field of a check-in in which promises are ticked."""

_MOST_MOVES = 40


class Play:
    """A tour in the world of the playground.

    Args:
        world: Where it is played.
    """

    def __init__(self, world: PlayWorld) -> None:
        self.world = world

    def person(self, owner: Owner) -> Person:
        """Return one of those who live there."""
        return self.world.people[owner]

    def channel(self, name: str) -> Channel:
        """Return one of the channels.

        Raises:
            Impossible: Somebody has deleted it.
        """
        channel = self.world.channels[name]
        if channel.id not in self.world.stand_in.world.channels:
            raise Impossible(f"the channel #{name} is not there any more")
        return channel


async def fill_in(opened: Reply, values: Mapping[str, object]) -> Reply:
    """Submit the form that has opened.

    Raises:
        Impossible: None has; what the bot said instead is in the sentence.
    """
    if opened.modal is None:
        raise Impossible(f"no form opened; the bot said: {opened.content}")
    return await opened.modal.submit(values)


def first_promise(form: Modal) -> list[str]:
    """Return what the form would have ticked first, as a list; nothing where it asks for none."""
    parts = (part.get("component") or {} for part in form.as_sent()["components"])
    kept = next((each for each in parts if each.get("custom_id") == KEPT), {})
    return [each["value"] for each in kept.get("options") or ()][:1]


async def time_passes(stage: Stage, span: timedelta) -> None:
    """Let time pass, once nobody else moves the clock."""
    await stage.heart.standing()
    await stage.heart.move(span)


async def until_it_opens(stage: Stage, person: Person, channel: Channel, title: str) -> None:
    """Let time pass until a message with this beginning is the newest of its kind.

    Raises:
        Impossible: There is none within many moves of the clock.
    """
    before = _openings(person, channel, title)
    for _ in range(_MOST_MOVES):
        await stage.heart.standing()
        await stage.heart.move_to_next()
        if _openings(person, channel, title) - before:
            return
    raise Impossible("no check-in opens any more: the group may be paused")


def _openings(person: Person, channel: Channel, title: str) -> set[int]:
    return {seen.id for seen in person.messages(channel) if seen.content.startswith(title)}
