from __future__ import annotations

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.desk import Desk, PostState
from bot.errors import Gone, StorageError, StorageTooNewError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

HERE, THERE = 100, 200
ALICE, BOB = 1, 2


class Now:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
async def desk(tmp_path: Path, now: Now) -> AsyncIterator[Desk]:
    desk = Desk(tmp_path / "desk.db", now)
    await desk.start()
    yield desk
    await desk.close()


async def test_a_server_that_was_never_seen_has_the_defaults(desk: Desk) -> None:
    settings = await desk.server(HERE)
    assert settings.librarian_role_ids == ()
    assert not settings.welcomed
    assert not settings.starters_offered


async def test_what_admins_choose_is_kept_for_their_server_alone(desk: Desk) -> None:
    await desk.set_librarian_roles(HERE, [7, 5])
    await desk.mark_starters_offered(HERE)
    settings = await desk.server(HERE)
    assert settings.librarian_role_ids == (5, 7)
    assert settings.starters_offered
    assert (await desk.server(THERE)).librarian_role_ids == ()


async def test_a_server_is_welcomed_once(desk: Desk) -> None:
    assert await desk.unwelcomed([HERE, THERE]) == {HERE, THERE}
    first, second = await asyncio.gather(desk.claim_welcome(HERE), desk.claim_welcome(HERE))
    assert {first, second} == {True, False}
    assert await desk.unwelcomed([HERE, THERE]) == {THERE}


async def test_a_memo_is_found_by_its_id_kind_server_and_owner_alone(desk: Desk) -> None:
    memo = await desk.keep("question", HERE, ALICE, {"text": "Why?"})
    found = await desk.recall("question", HERE, memo.id, owner_id=ALICE)
    assert found.data == {"text": "Why?"}
    for kind, guild, id_, owner in [
        ("draft", HERE, memo.id, ALICE),
        ("question", THERE, memo.id, ALICE),
        ("question", HERE, memo.id[:-1], ALICE),
        ("question", HERE, memo.id, BOB),
    ]:
        with pytest.raises(Gone):
            await desk.recall(kind, guild, id_, owner_id=owner)


async def test_a_memo_lasts_its_time_and_is_deleted_after_it(
    desk: Desk, now: Now, tmp_path: Path
) -> None:
    memo = await desk.keep("question", HERE, ALICE, {"text": "Private matter"})
    now.at += timedelta(days=6, hours=23)
    await desk.recall("question", HERE, memo.id)
    now.at += timedelta(hours=2)
    with pytest.raises(Gone):
        await desk.recall("question", HERE, memo.id)
    assert await desk.purge() == 1
    await desk.close()
    assert b"Private matter" not in (tmp_path / "desk.db").read_bytes()


async def test_of_two_who_discard_a_memo_one_does(desk: Desk) -> None:
    memo = await desk.keep("question", HERE, ALICE, {})
    assert sorted(await asyncio.gather(desk.discard(memo), desk.discard(memo))) == [False, True]
    assert not await desk.rewrite(memo, {"text": "late"})


async def test_what_a_memo_holds_can_be_replaced(desk: Desk) -> None:
    memo = await desk.keep("draft", HERE, ALICE, {"parts": ["a"]})
    assert await desk.rewrite(memo, {"parts": ["a", "b"]})
    assert (await desk.recall("draft", HERE, memo.id)).data == {"parts": ["a", "b"]}


async def test_half_a_character_is_kept_as_a_question_mark(desk: Desk) -> None:
    memo = await desk.keep("draft", 1, 2, {"text": "half \ud83d, whole 😀"})
    kept = await desk.recall("draft", 1, memo.id)
    assert kept.data == {"text": "half ?, whole 😀"}


async def test_a_post_goes_from_draft_to_sent_and_is_claimed_once(desk: Desk, now: Now) -> None:
    post = await desk.draft("share", HERE, ALICE, {"text": "x"}, channel_id=9)
    assert await desk.redraft(post, {"text": "y"})
    claims = await asyncio.gather(desk.claim(post), desk.claim(post))
    assert sorted(claims) == [False, True]
    assert not await desk.redraft(post, {"text": "z"})
    assert await desk.unsettled() == [(HERE, post.id)]
    await desk.settle(post, PostState.SENT, 77)
    stored = await desk.post(HERE, post.id)
    assert (stored.state, stored.message_id, stored.data) == (PostState.SENT, 77, {"text": "y"})
    assert stored.first_attempt_at == now.at
    assert await desk.unsettled() == []


async def test_a_post_of_another_server_or_owner_is_gone(desk: Desk) -> None:
    post = await desk.draft("share", HERE, ALICE, {}, channel_id=9)
    with pytest.raises(Gone):
        await desk.post(THERE, post.id)
    with pytest.raises(Gone):
        await desk.post(HERE, post.id, owner_id=BOB)


async def test_the_last_post_of_a_kind_is_found(desk: Desk, now: Now) -> None:
    assert await desk.find_post("welcome", HERE) is None
    await desk.draft("welcome", HERE, ALICE, {}, channel_id=9)
    now.at += timedelta(seconds=1)
    last = await desk.draft("welcome", HERE, ALICE, {}, channel_id=9)
    found = await desk.find_post("welcome", HERE)
    assert found is not None
    assert found.id == last.id


async def test_nonces_are_short_enough_for_discord(desk: Desk) -> None:
    post = await desk.draft("share", HERE, ALICE, {}, channel_id=9)
    assert len(post.nonce) <= 25


async def test_everything_is_there_after_a_restart(desk: Desk, tmp_path: Path, now: Now) -> None:
    memo = await desk.keep("question", HERE, ALICE, {"text": "Why?"})
    await desk.remember("commands", "abc")
    await desk.close()
    again = Desk(tmp_path / "desk.db", now)
    await again.start()
    assert (await again.recall("question", HERE, memo.id)).data == {"text": "Why?"}
    assert await again.fact("commands") == "abc"
    assert await again.fact("nothing") is None
    await again.close()


async def test_a_newer_file_is_refused_and_left_as_it_is(tmp_path: Path, now: Now) -> None:
    path = tmp_path / "desk.db"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    before = path.read_bytes()
    with pytest.raises(StorageTooNewError, match="newer version of Sounding Board"):
        await Desk(path, now).start()
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all" * 99, b"SQLite format 3\x00" * 300])
async def test_a_damaged_file_is_refused_and_left_as_it_is(
    tmp_path: Path, now: Now, content: bytes
) -> None:
    path = tmp_path / "desk.db"
    path.write_bytes(content)
    with pytest.raises(StorageError, match="can't be used"):
        await Desk(path, now).start()
    assert path.read_bytes() == content
