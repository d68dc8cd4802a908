"""The desk's file: settings of servers, memos and posts. Belongs to the thread that opened it."""

from __future__ import annotations

import json
import secrets
from contextlib import contextmanager
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]  # its own choice of SQLite

from bot.desk.migrations import SCHEMA_VERSION, migrations
from bot.desk.models import Memo, Post, PostState, ServerSettings
from bot.errors import StorageError, StorageTooNewError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_SETTINGS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA journal_size_limit = 16777216",
    "PRAGMA secure_delete = ON",
)
_POST = "id, kind, guild, channel, owner, data, state, nonce, first_attempt_at, message"


class DeskStore:
    """Reads and writes the desk's file.

    Raises:
        StorageError: It can't be opened, read or written.
        StorageTooNewError: A newer program wrote it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._translated():
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(str(path), isolation_level=None, timeout=5.0)
            self._db = Database(connection)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        version = int(self._db.execute("PRAGMA user_version").fetchone()[0])
        if version > SCHEMA_VERSION:
            raise StorageTooNewError(
                f"{self._path} was written by a newer version of Sounding Board"
                f" (file {version}, program {SCHEMA_VERSION}). Update the program."
            )
        for statement in _SETTINGS:
            self._db.execute(statement)
        if 0 < version < SCHEMA_VERSION:
            copy = self._path.with_name(f"{self._path.name}.before-{version + 1}")
            if not copy.exists():
                self._db.execute("VACUUM INTO ?", [str(copy)])
        migrations.apply(self._db)

    def close(self) -> None:
        """Write everything into the one file, and close it."""
        with self._translated():
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self._db.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StorageError(
                f"The file {self._path} can't be used: {error}. Check that its folder may be"
                " written and that the disk has room."
            ) from error

    # -- servers

    def server(self, guild_id: int) -> ServerSettings:
        """Return a server's settings; the defaults for one that was never seen."""
        with self._translated():
            row = self._db.execute(
                "SELECT librarian_roles, welcomed, starters_offered FROM servers WHERE guild = ?",
                [guild_id],
            ).fetchone()
        if row is None:
            return ServerSettings(guild_id)
        return ServerSettings(guild_id, tuple(json.loads(row[0])), bool(row[1]), bool(row[2]))

    def change_server(self, guild_id: int, **changes: object) -> ServerSettings:
        """Write some of a server's settings; return all of them as they are now."""
        known = {field.name for field in fields(ServerSettings)}
        columns = {"librarian_role_ids": "librarian_roles"}
        with self._translated():
            self._db.execute("INSERT OR IGNORE INTO servers (guild) VALUES (?)", [guild_id])
            for name, value in changes.items():
                if name not in known:
                    raise KeyError(name)
                stored = json.dumps(value) if isinstance(value, tuple) else value
                self._db.execute(
                    f"UPDATE servers SET {columns.get(name, name)} = ? WHERE guild = ?",
                    [stored, guild_id],
                )
        return self.server(guild_id)

    def claim_welcome(self, guild_id: int) -> bool:
        """Mark a server as welcomed; tell whether it was not before."""
        with self._translated():
            self._db.execute("INSERT OR IGNORE INTO servers (guild) VALUES (?)", [guild_id])
            done = self._db.execute(
                "UPDATE servers SET welcomed = 1 WHERE guild = ? AND welcomed = 0", [guild_id]
            )
        return bool(done.rowcount)

    def unwelcomed(self, guild_ids: set[int]) -> set[int]:
        """Return which of some servers were not welcomed yet."""
        with self._translated():
            rows = self._db.execute("SELECT guild FROM servers WHERE welcomed = 1").fetchall()
        return guild_ids - {int(row[0]) for row in rows}

    # -- memos

    def keep(
        self, kind: str, guild_id: int, owner_id: int, data: Mapping[str, object], until: datetime
    ) -> Memo:
        """Keep what stands behind a button; return it with its random id."""
        memo = Memo(secrets.token_urlsafe(9), kind, guild_id, owner_id, dict(data), until)
        with self._translated():
            self._db.execute(
                "INSERT INTO memos (id, kind, guild, owner, data, expires_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                [memo.id, kind, guild_id, owner_id, _json(data), until.isoformat()],
            )
        return memo

    def recall(self, kind: str, guild_id: int, memo_id: str, now: datetime) -> Memo | None:
        """Return a memo of one kind and one server, if it is still there."""
        with self._translated():
            row = self._db.execute(
                "SELECT owner, data, expires_at FROM memos"
                " WHERE id = ? AND kind = ? AND guild = ? AND expires_at > ?",
                [memo_id, kind, guild_id, now.isoformat()],
            ).fetchone()
        if row is None:
            return None
        until = datetime.fromisoformat(row[2])
        return Memo(memo_id, kind, guild_id, int(row[0]), json.loads(row[1]), until)

    def rewrite(self, memo: Memo, data: Mapping[str, object]) -> bool:
        """Replace what a memo holds; tell whether it was still there."""
        with self._translated():
            done = self._db.execute(
                "UPDATE memos SET data = ? WHERE id = ? AND guild = ?",
                [_json(data), memo.id, memo.guild_id],
            )
        return bool(done.rowcount)

    def discard(self, memo: Memo) -> bool:
        """Delete a memo; tell whether it was still there: of two who press, one gets True."""
        with self._translated():
            done = self._db.execute(
                "DELETE FROM memos WHERE id = ? AND guild = ?", [memo.id, memo.guild_id]
            )
        return bool(done.rowcount)

    # -- posts

    def draft(
        self,
        post: Post,
        now: datetime,
        until: datetime,
    ) -> None:
        """Write a post that is not sent yet."""
        with self._translated():
            self._db.execute(
                f"INSERT INTO posts ({_POST}, created_at, expires_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    *(post.id, post.kind, post.guild_id, post.channel_id, post.owner_id),
                    *(_json(post.data), post.state, post.nonce, None, None),
                    *(now.isoformat(), until.isoformat()),
                ],
            )

    def post(self, guild_id: int, post_id: str) -> Post | None:
        """Return a post of one server."""
        with self._translated():
            row = self._db.execute(
                f"SELECT {_POST} FROM posts WHERE id = ? AND guild = ?", [post_id, guild_id]
            ).fetchone()
        if row is None:
            return None
        return Post(
            id=row[0],
            kind=row[1],
            guild_id=row[2],
            channel_id=row[3],
            owner_id=row[4],
            data=json.loads(row[5]),
            state=PostState(row[6]),
            nonce=row[7],
            first_attempt_at=row[8] and datetime.fromisoformat(row[8]),
            message_id=row[9],
        )

    def find_post(self, kind: str, guild_id: int) -> str | None:
        """Return the id of a server's last post of a kind."""
        with self._translated():
            row = self._db.execute(
                "SELECT id FROM posts WHERE kind = ? AND guild = ? ORDER BY created_at DESC",
                [kind, guild_id],
            ).fetchone()
        return None if row is None else str(row[0])

    def redraft(self, post: Post, data: Mapping[str, object]) -> bool:
        """Replace what a draft shows; tell whether it still was a draft."""
        with self._translated():
            done = self._db.execute(
                "UPDATE posts SET data = ? WHERE id = ? AND guild = ? AND state = ?",
                [_json(data), post.id, post.guild_id, PostState.DRAFT],
            )
        return bool(done.rowcount)

    def claim(self, post: Post, now: datetime) -> bool:
        """Claim a draft for sending; of two who press at once, one gets True."""
        with self._translated():
            done = self._db.execute(
                "UPDATE posts SET state = ?, first_attempt_at = ?"
                " WHERE id = ? AND guild = ? AND state = ?",
                [PostState.CLAIMED, now.isoformat(), post.id, post.guild_id, PostState.DRAFT],
            )
        return bool(done.rowcount)

    def settle(self, post: Post, state: PostState, message_id: int | None = None) -> None:
        """Write what became of a claimed or sent post."""
        with self._translated():
            self._db.execute(
                "UPDATE posts SET state = ?, message = coalesce(?, message)"
                " WHERE id = ? AND guild = ?",
                [state, message_id, post.id, post.guild_id],
            )

    def unsettled(self) -> list[tuple[int, str]]:
        """Return (server, id) of the posts that were claimed, and of which no end is known."""
        with self._translated():
            rows = self._db.execute(
                "SELECT guild, id FROM posts WHERE state = ? ORDER BY first_attempt_at",
                [PostState.CLAIMED],
            ).fetchall()
        return [(int(row[0]), str(row[1])) for row in rows]

    # -- facts, and tidying

    def fact(self, name: str) -> str | None:
        """Return something remembered about the bot itself."""
        with self._translated():
            row = self._db.execute("SELECT value FROM facts WHERE name = ?", [name]).fetchone()
        return None if row is None else str(row[0])

    def remember(self, name: str, value: str) -> None:
        """Remember something about the bot itself."""
        with self._translated():
            self._db.execute(
                "INSERT INTO facts (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                [name, value],
            )

    def purge(self, now: datetime) -> int:
        """Delete memos and posts whose time is over; return how many there were."""
        with self._translated():
            memos = self._db.execute("DELETE FROM memos WHERE expires_at <= ?", [now.isoformat()])
            posts = self._db.execute("DELETE FROM posts WHERE expires_at <= ?", [now.isoformat()])
        return int(memos.rowcount + posts.rowcount)


def _json(data: Mapping[str, object]) -> str:
    """Return data as they are kept; half a character, which no file can hold, becomes "?"."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.encode(errors="replace").decode()
