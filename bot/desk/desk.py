"""The desk for coroutines: one thread owns the file, and nobody else touches it."""

from __future__ import annotations

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from bot.desk.models import Memo, Post, PostState, ServerSettings
from bot.desk.store import DeskStore
from bot.errors import Gone

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime
    from pathlib import Path

T = TypeVar("T")

A_WEEK = timedelta(days=7)
_POSTS_KEPT = timedelta(days=90)
GONE = "That is no longer here. Run the command again."


class Desk:
    """What the bot keeps for servers and behind buttons, but for libraries.

    Args:
        path: The file; made with its folder.
        now: The clock.
    """

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        self._path = path
        self._now = now
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._opened: DeskStore | None = None

    async def start(self) -> None:
        """Open the file, and throw away what is past its time; raises StorageError."""
        self._opened = await self._in_thread(lambda: DeskStore(self._path))
        await self.purge()

    async def close(self) -> None:
        """Write everything into the one file, and close it."""
        if self._opened is not None:
            await self._in_thread(self._opened.close)
            self._opened = None
        self._thread.shutdown()

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    @property
    def _store(self) -> DeskStore:
        if self._opened is None:
            raise RuntimeError("The desk is not open.")
        return self._opened

    # -- servers

    async def server(self, guild_id: int) -> ServerSettings:
        """Return a server's settings."""
        return await self._in_thread(lambda: self._store.server(guild_id))

    async def set_librarian_roles(self, guild_id: int, roles: Collection[int]) -> ServerSettings:
        """Say which roles keep the library; none leaves it to Manage Server."""
        chosen = tuple(sorted(roles))
        return await self._in_thread(
            lambda: self._store.change_server(guild_id, librarian_role_ids=chosen)
        )

    async def mark_starters_offered(self, guild_id: int) -> None:
        """Note that the removal of the starter articles was offered."""
        await self._in_thread(lambda: self._store.change_server(guild_id, starters_offered=True))

    async def claim_welcome(self, guild_id: int) -> bool:
        """Mark a server as welcomed; tell whether it was not before."""
        return await self._in_thread(lambda: self._store.claim_welcome(guild_id))

    async def unwelcomed(self, guild_ids: Collection[int]) -> set[int]:
        """Return which of some servers were not welcomed yet."""
        return await self._in_thread(lambda: self._store.unwelcomed(set(guild_ids)))

    # -- memos

    async def keep(
        self,
        kind: str,
        guild_id: int,
        owner_id: int,
        data: Mapping[str, object],
        *,
        lasting: timedelta = A_WEEK,
    ) -> Memo:
        """Keep what stands behind a button for a while; its id goes into the `custom_id`."""
        until = self._now() + lasting
        return await self._in_thread(
            lambda: self._store.keep(kind, guild_id, owner_id, data, until)
        )

    async def recall(
        self, kind: str, guild_id: int, memo_id: str, *, owner_id: int | None = None
    ) -> Memo:
        """Return what stands behind a button.

        Args:
            kind: What it must be.
            guild_id: The server in which the button was pressed.
            memo_id: From the `custom_id`: untrusted.
            owner_id: Who pressed, where only the owner may.

        Raises:
            Gone: It is over, was never there, or belongs to another server or person.
        """
        now = self._now()
        memo = await self._in_thread(lambda: self._store.recall(kind, guild_id, memo_id, now))
        if memo is None or (owner_id is not None and memo.owner_id != owner_id):
            raise Gone(GONE)
        return memo

    async def rewrite(self, memo: Memo, data: Mapping[str, object]) -> bool:
        """Replace what a memo holds; tell whether it was still there."""
        return await self._in_thread(lambda: self._store.rewrite(memo, data))

    async def discard(self, memo: Memo) -> bool:
        """Delete a memo; of two who press at once, one gets True."""
        return await self._in_thread(lambda: self._store.discard(memo))

    # -- posts

    async def draft(
        self,
        kind: str,
        guild_id: int,
        owner_id: int,
        data: Mapping[str, object],
        *,
        channel_id: int | None,
    ) -> Post:
        """Write a post that is not sent yet; `channel_id` None means a DM to the owner."""
        post = Post(
            id=secrets.token_urlsafe(9),
            kind=kind,
            guild_id=guild_id,
            channel_id=channel_id,
            owner_id=owner_id,
            data=dict(data),
            state=PostState.DRAFT,
            nonce=secrets.token_hex(12),
        )
        now = self._now()
        await self._in_thread(lambda: self._store.draft(post, now, now + _POSTS_KEPT))
        return post

    async def post(self, guild_id: int, post_id: str, *, owner_id: int | None = None) -> Post:
        """Return a post of a server (of one owner, if given); raises Gone."""
        post = await self._in_thread(lambda: self._store.post(guild_id, post_id))
        if post is None or (owner_id is not None and post.owner_id != owner_id):
            raise Gone(GONE)
        return post

    async def find_post(self, kind: str, guild_id: int) -> Post | None:
        """Return a server's last post of a kind."""
        found = await self._in_thread(lambda: self._store.find_post(kind, guild_id))
        return None if found is None else await self.post(guild_id, found)

    async def redraft(self, post: Post, data: Mapping[str, object]) -> bool:
        """Replace what a draft shows; tell whether it still was a draft."""
        return await self._in_thread(lambda: self._store.redraft(post, data))

    async def claim(self, post: Post) -> bool:
        """Claim a draft for sending; of two who press at once, one gets True."""
        now = self._now()
        return await self._in_thread(lambda: self._store.claim(post, now))

    async def settle(self, post: Post, state: PostState, message_id: int | None = None) -> None:
        """Write what became of a post."""
        await self._in_thread(lambda: self._store.settle(post, state, message_id))

    async def unsettled(self) -> list[tuple[int, str]]:
        """Return (server, id) of posts that were claimed, and of which no end is known."""
        return await self._in_thread(self._store.unsettled)

    # -- facts, and tidying

    async def fact(self, name: str) -> str | None:
        """Return something remembered about the bot itself."""
        return await self._in_thread(lambda: self._store.fact(name))

    async def remember(self, name: str, value: str) -> None:
        """Remember something about the bot itself."""
        await self._in_thread(lambda: self._store.remember(name, value))

    async def purge(self) -> int:
        """Delete what is past its time; return how much that was."""
        now = self._now()
        return await self._in_thread(lambda: self._store.purge(now))
