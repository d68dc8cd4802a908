"""The courier's port over discord.py: what goes wrong there, in the port's own words."""

from __future__ import annotations

from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any, Literal

import aiohttp
import discord
from discord.http import Route

from bot.courier.pace import Pace
from bot.courier.port import (
    Landed,
    NotNowError,
    Place,
    RefusedError,
    UncertainError,
    UnseenError,
    VanishedError,
    Why,
)
from bot.history import MayNotReadError, TooMuchError, find_own
from bot.time_limit import time_limit
from bot.ui.answering import message_parts
from bot.ui.press import view_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from datetime import datetime

    from bot.courier.discord_time import DiscordTime
    from bot.ui.reply import Reply

# In seconds, with all that discord.py repeats by itself.
LONGEST = 25.0
# Fifteen pages: more would take longer than that.
SEARCHED = 1500
_A_WEEK: Literal[10080] = 10080  # in minutes

# From Discord's documentation ("JSON Error Codes").
_UNKNOWN_MEMBER = frozenset({10007, 10013})
_UNKNOWN_MESSAGE = 10008
_CLOSED_DM = frozenset({50007, 50278})
_ARCHIVED = 50083
_THREAD_IS_THERE = 160004
_LOCKED = 160005

_UNAUTHORIZED = 401
_TOO_MANY = 429
_SERVER_FAULT = 500


class Connection:
    """Sends, edits and looks things up; it keeps a pace that leaves room for everything else.

    Args:
        client: The client.
        time: What its answers say of the time.
    """

    def __init__(self, client: discord.Client, time: DiscordTime) -> None:
        self._client = client
        self._time = time
        self._pace = Pace()

    def serves(self, guild_id: int) -> bool:
        """Tell whether a server can be reached."""
        guild = self._client.get_guild(guild_id)
        return guild is not None and not guild.unavailable

    def time(self) -> datetime | None:
        """Return what time Discord says it is."""
        return self._time.now()

    async def ask_time(self) -> None:
        """Ask for what needs no token and changes nothing: its answer tells the time."""
        try:
            async with self._turn():
                await self._client.http.request(Route("GET", "/gateway"))
        except (discord.HTTPException, aiohttp.ClientError, TimeoutError, OSError):
            return

    async def is_member(self, guild_id: int, user_id: int) -> bool:
        """Ask whether somebody is on a server."""
        guild = self._client.get_guild(guild_id)
        if guild is None or guild.unavailable:
            raise NotNowError
        try:
            with _translated():
                async with self._turn():
                    await guild.fetch_member(user_id)
        except _AbsentError:
            return False
        except (RefusedError, UncertainError) as error:
            raise NotNowError(str(error)) from error
        return True

    async def send(self, place: Place, reply: Reply, nonce: str, *, within: float) -> Landed:
        """Send a message."""
        with _translated():
            async with self._turn(min(LONGEST, within)):
                target = await self._target(place)
                sent = await target.send(nonce=nonce, **message_parts(reply))
        return Landed(sent.id, sent.channel.id)

    async def find(self, place: Place, mark: str, since: datetime) -> Landed | None:
        """Look for an own message."""
        try:
            with _translated():
                async with self._turn():
                    whole = await self._whole(place)
                    found = await find_own(self._client, whole, mark, since, SEARCHED)
        except (MayNotReadError, TooMuchError):
            raise UnseenError from None
        except UncertainError as error:
            raise NotNowError(str(error)) from error
        except RefusedError as error:
            if error.why is Why.NO_PERMISSION:
                raise UnseenError from error
            raise
        return None if found is None else Landed(found.id, found.channel.id)

    async def edit(self, message: Landed, reply: Reply) -> None:
        """Edit a message; a thread that has gone to sleep is woken for it."""
        try:
            await self._edit(message, reply)
        except _ArchivedError:
            with _translated():
                async with self._turn():
                    await self._client.http.edit_channel(message.channel_id, archived=False)
            await self._edit(message, reply)

    async def start_thread(self, message: Landed, name: str) -> int:
        """Start a thread; its id is the message's."""
        try:
            with _translated():
                async with self._turn():
                    await self._client.http.start_thread_with_message(
                        message.channel_id,
                        message.message_id,
                        name=name,
                        auto_archive_duration=_A_WEEK,
                    )
        except _ThreadIsThereError:
            pass
        return message.message_id

    @asynccontextmanager
    async def _turn(self, within: float = LONGEST) -> AsyncIterator[None]:
        """Keep the pace, and take no longer than so many seconds; raises TimeoutError."""
        async with time_limit(self._client, within):
            await self._pace.turn()
            yield

    async def _edit(self, message: Landed, reply: Reply) -> None:
        channel = self._client.get_partial_messageable(message.channel_id)
        with _translated():
            async with self._turn():
                await channel.get_partial_message(message.message_id).edit(
                    content=reply.content or None,
                    embeds=list(reply.embeds),
                    view=view_of(reply.rows) if reply.rows else None,
                    allowed_mentions=_allowed(reply),
                )

    async def _target(self, place: Place) -> Any:  # noqa: ANN401 - discord.py's unions of channels
        """Return something that can be sent to, without a request if possible."""
        if place.channel_id is None:
            return await self._client.create_dm(discord.Object(place.user_id or 0))
        return self._client.get_partial_messageable(place.channel_id, guild_id=place.guild_id)

    async def _whole(self, place: Place) -> Any:  # noqa: ANN401 - as above
        """Return a channel that knows what the bot may do in it."""
        if place.channel_id is None:
            return await self._target(place)
        channel = self._client.get_channel(place.channel_id)
        return channel or await self._client.fetch_channel(place.channel_id)


def _allowed(reply: Reply) -> discord.AllowedMentions:
    users = [discord.Object(user_id) for user_id in reply.mentions]
    return discord.AllowedMentions(everyone=False, roles=False, replied_user=False, users=users)


class _AbsentError(RefusedError):
    """Somebody is not there."""


class _ArchivedError(RefusedError):
    """A thread is archived."""


class _ThreadIsThereError(RefusedError):
    """The message has a thread."""


@contextmanager
def _translated() -> Iterator[None]:
    """Raise in the port's words what discord.py and the network raise."""
    try:
        yield
    except discord.HTTPException as error:
        raise _meaning(error) from error
    except (discord.RateLimited, aiohttp.ClientError, TimeoutError, OSError) as error:
        raise UncertainError(type(error).__name__) from error


def _meaning(error: discord.HTTPException) -> Exception:
    detail = f"{error.status}, Discord's number {error.code}"
    if not _is_definite(error):
        return UncertainError(detail)
    if error.code == _UNKNOWN_MESSAGE:
        return VanishedError(detail)
    if error.code in _UNKNOWN_MEMBER:
        return _AbsentError(Why.REFUSED, detail)
    if error.code == _ARCHIVED:
        return _ArchivedError(Why.NO_PERMISSION, detail)
    if error.code == _THREAD_IS_THERE:
        return _ThreadIsThereError(Why.REFUSED, detail)
    return RefusedError(_why(error), detail)


def _is_definite(error: discord.HTTPException) -> bool:
    """Tell whether Discord itself has refused.

    A token that was changed meanwhile says nothing of the message, and neither does whatever stands
    between here and Discord, which does not answer in JSON.
    """
    from_discord = error.response.content_type == "application/json"
    certain = error.status < _SERVER_FAULT and error.status not in {_UNAUTHORIZED, _TOO_MANY}
    return from_discord and certain


def _why(error: discord.HTTPException) -> Why:
    if error.code in _CLOSED_DM:
        return Why.CLOSED_DM
    if error.code == _LOCKED or isinstance(error, discord.Forbidden):
        return Why.NO_PERMISSION
    return Why.NO_CHANNEL if isinstance(error, discord.NotFound) else Why.REFUSED
