"""Messages that the bot writes for a member, in a channel or as a DM: each once."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.desk import PostState
from bot.errors import Refusal
from bot.history import MayNotReadError, TooMuchError, find_own
from bot.time_limit import time_limit
from bot.ui.answering import message_parts

if TYPE_CHECKING:
    from datetime import datetime

    from bot.clock import Clock
    from bot.desk import Desk, Post
    from bot.ui.reply import Reply

log = logging.getLogger(__name__)

_ATTEMPTS = 4
PAUSE = 0.5
# In seconds: whoever pressed should read within about a minute that it does not work.
LONGEST_ATTEMPT = 15.0
# Discord returns the first message for the same nonce "in the past few minutes": count on one.
_NONCE_HOLDS = timedelta(seconds=60)
_UNKNOWN_MESSAGE = 10008
_CLOSED_DM = 50007
_UNKNOWN_MEMBER = 10007
_CLOSED_THREAD = frozenset({50083, 160005})

_UNCERTAIN = (aiohttp.ClientError, asyncio.TimeoutError, OSError, discord.DiscordServerError)

NO_CHANNEL = (
    "I can't post in that channel. Ask an admin to run /setup check, or try another channel."
)
_LATER = (
    "Discord isn't answering well just now. Press it again in a minute; it is posted only once."
)
_UNSEEN = (
    "I may have posted that already, and can't look: I may not read the history of that channel."
    " Ask an admin to run /setup check."
)
CLOSED_THREAD = "That thread is closed. Once it is open again, press the button again."
_NOT_NOW = "That server can't be reached just now. Try again in a minute."


class Outbox:
    """Sends posts: claimed before they are sent, looked for before they are sent again.

    Args:
        desk: Where posts are written down.
        clock: The clock.
        client: The connected client.
    """

    def __init__(self, desk: Desk, clock: Clock, client: discord.Client) -> None:
        self._desk = desk
        self._clock = clock
        self._client = client

    async def send(self, post: Post, reply: Reply) -> int:
        """Send a post, and return the message's id; a post that was sent before stays one message.

        One of the reply's buttons must carry the post's id, so that the message can be found in
        the channel's history.

        Raises:
            Refusal: It can't be sent there, or not now; the sentence says which.
        """
        began = self._clock.now()
        first = await self._desk.claim(post)
        if not first:
            post = await self._desk.post(post.guild_id, post.id)
            if post.state is PostState.SENT and post.message_id is not None:
                return post.message_id
            if post.state is not PostState.CLAIMED:
                raise Refusal("That was taken back or refused already. Start anew.")
            began = post.first_attempt_at or began
        try:
            message_id = await self._insist(post, reply, began, tried=not first)
        except (discord.Forbidden, discord.NotFound) as error:
            await self._desk.settle(post, PostState.FAILED)
            raise Refusal(NO_CHANNEL) from error
        except _UNCERTAIN as error:
            raise Refusal(_LATER) from error
        except discord.HTTPException as error:
            raise _closed(error) from error
        await self._desk.settle(post, PostState.SENT, message_id)
        return message_id

    async def member(self, guild_id: int, user_id: int) -> discord.Member | None:
        """Return somebody as a member of a server; None if they are not, or no longer.

        Raises:
            Refusal: It can't be known just now.
        """
        guild = self._client.get_guild(guild_id)
        if guild is None or guild.unavailable:
            raise Refusal(_NOT_NOW)
        try:
            return await guild.fetch_member(user_id)
        except discord.NotFound as error:
            if error.code == _UNKNOWN_MEMBER:
                return None
            raise Refusal(_NOT_NOW) from error
        except _UNCERTAIN as error:
            raise Refusal(_NOT_NOW) from error

    async def take_back(self, post: Post) -> None:
        """Delete a sent post's message; one that is gone already counts as deleted."""
        if post.message_id is not None:
            try:
                place = await self._place(post)
                await place.get_partial_message(post.message_id).delete()
            except discord.NotFound:
                log.info("A post was deleted by somebody else.")
            except discord.Forbidden as error:
                raise Refusal(NO_CHANNEL) from error
            except discord.HTTPException as error:
                raise _closed(error) from error
        await self._desk.settle(post, PostState.UNDONE)

    async def _place(self, post: Post) -> Any:  # noqa: ANN401 - discord.py's unions of channels
        if post.channel_id is None:
            user = discord.Object(post.owner_id)
            return await self._client.create_dm(user)
        channel = self._client.get_channel(post.channel_id)
        if channel is None:
            channel = await self._client.fetch_channel(post.channel_id)
        guild = getattr(channel, "guild", None)
        if guild is None or guild.id != post.guild_id:
            raise Refusal(NO_CHANNEL)
        return channel

    async def _insist(self, post: Post, reply: Reply, began: datetime, *, tried: bool) -> int:
        """Try a few times, and return the message's id.

        Once Discord may have forgotten the nonce, no attempt is made before the message was looked
        for: the one before may have arrived, and only its receipt be lost.
        """
        for number in range(1, _ATTEMPTS + 1):
            forgotten = tried and self._clock.now() - began > _NONCE_HOLDS
            try:
                async with time_limit(self._client, LONGEST_ATTEMPT):
                    place = await self._place(post)
                    found = await self._find(place, post.id, began) if forgotten else None
                    return found or await _deliver(place, post, reply)
            except MayNotReadError:
                raise Refusal(_UNSEEN) from None
            except _UNCERTAIN:
                if number == _ATTEMPTS:
                    raise
            tried = True
            await asyncio.sleep(PAUSE * number)
        raise AssertionError  # the last attempt returns or raises

    async def _find(
        self,
        place: Any,  # noqa: ANN401 - as above
        post_id: str,
        began: datetime,
    ) -> int | None:
        try:
            found = await find_own(self._client, place, post_id, began)
        except TooMuchError:  # it would have been among the first
            return None
        return None if found is None else found.id


async def _deliver(place: Any, post: Post, reply: Reply) -> int:  # noqa: ANN401 - as above
    message = await place.send(nonce=post.nonce, **message_parts(reply))
    return int(message.id)


def _closed(error: discord.HTTPException) -> Exception:
    """Return what is to be raised for an error: a thread that was closed is nobody's fault."""
    return Refusal(CLOSED_THREAD) if error.code in _CLOSED_THREAD else error
