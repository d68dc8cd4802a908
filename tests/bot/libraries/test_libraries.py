from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.libraries import Libraries
from knowledge.models import Document, Paragraph

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from knowledge import KnowledgeBase

HERE, THERE = 1 << 22, 3 << 22
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ZEBRAS = Document("Zebras", (Paragraph("Zebras have stripes."),))


@pytest.fixture
async def libraries(tmp_path: Path) -> AsyncIterator[Libraries]:
    libraries = Libraries(tmp_path, lambda: NOW, limit=4)
    yield libraries
    await libraries.close()


def count(library: KnowledgeBase) -> int:
    return library.count()


async def test_a_new_server_gets_the_starters_whatever_is_asked_first(
    libraries: Libraries,
) -> None:
    assert await libraries.read(HERE, count) == 10
    assert await libraries.survey(THERE, count) == 10
    assert await libraries.stored() == [HERE, THERE]


async def test_each_server_has_a_file_of_its_own(libraries: Libraries) -> None:
    await libraries.write(HERE, lambda library: library.add(ZEBRAS))
    assert await libraries.read(HERE, count) == 11
    assert await libraries.read(THERE, count) == 10
    assert libraries.path(HERE) != libraries.path(THERE)


async def test_starters_that_were_removed_stay_away_after_a_restart(tmp_path: Path) -> None:
    for _ in range(2):
        libraries = Libraries(tmp_path, lambda: NOW)
        await libraries.write(HERE, lambda library: library.remove_starters())
        assert await libraries.read(HERE, count) == 0
        await libraries.close()


async def test_what_is_written_is_read_at_once(libraries: Libraries) -> None:
    assert await libraries.read(HERE, count) == 10
    await libraries.write(HERE, lambda library: library.add(ZEBRAS))
    assert (await libraries.read(HERE, lambda library: library.ask("zebra stripes"))).answered


async def test_a_question_waits_neither_for_a_load_nor_for_a_survey(libraries: Libraries) -> None:
    await libraries.read(HERE, count)
    held = threading.Event()
    try:
        load = asyncio.create_task(libraries.write(HERE, lambda _: held.wait()))
        survey = asyncio.create_task(libraries.survey(HERE, lambda _: held.wait()))
        assert await libraries.read(HERE, count) == 10
        assert not load.done()
        assert not survey.done()
    finally:
        held.set()
    assert [await load, await survey] == [True, True]


async def test_more_servers_than_stay_open_are_served(libraries: Libraries) -> None:
    for number in range(1, 8):
        assert await libraries.read(number << 22, count) == 10
    assert await libraries.read(1 << 22, count) == 10


async def test_an_error_of_one_piece_of_work_spoils_no_other(libraries: Libraries) -> None:
    with pytest.raises(ZeroDivisionError):
        await libraries.read(HERE, lambda _: 1 // 0)
    assert await libraries.read(HERE, count) == 10
