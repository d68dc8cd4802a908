from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from benchmarks import bot
from benchmarks.bot_library import (
    build_library,
    files_to_load,
    in_batches,
    settle_library,
    sort_questions,
)
from benchmarks.bot_people import Crowd, Wait, Waits
from benchmarks.bot_process import BotFailedError, BotProcess
from benchmarks.bot_report import EMPTY, OURS, Report, bots_table, wait_figures, waits_table
from benchmarks.bot_scenes import PING
from benchmarks.bot_watched import STEP, Watch, read_report
from benchmarks.command_line import BadInputError
from benchmarks.question_sets import read_question_set
from bot.playground.server import StandIn
from knowledge import KnowledgeBase
from knowledge.loading import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 60.0


@pytest.fixture
def library(tiny_set: Path, tmp_path: Path) -> Path:
    file = tmp_path / "kept" / "library.db"
    build_library(file, read_question_set(tiny_set), 30, seed=1)
    return file


def test_questions_are_sorted_by_what_the_library_says(tiny_set: Path, library: Path) -> None:
    matter = sort_questions(library, read_question_set(tiny_set), 6, seed=1)
    assert "Where does the offline backup go?" in matter.questions["clean"]
    assert "Where does the ofline backup go?" in matter.questions["typo"]
    assert "What should I wear at a wedding in Sicily?" in matter.questions["unanswerable"]
    assert matter.passages >= 30
    assert matter.articles == 6 + starters(library)
    assert len(matter.titles) == 6


def test_a_library_is_settled_whole_and_the_kept_one_stays_as_it_is(
    library: Path, tmp_path: Path
) -> None:
    before = library.read_bytes()
    target = tmp_path / "data" / "knowledge" / "7.db"
    settle_library(library, target)
    with KnowledgeBase(target, create=False) as settled:
        assert not settled.is_new
    assert library.read_bytes() == before


def test_what_is_no_library_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "notes.db"
    file.write_text("Buy milk. " * 1000, encoding="utf-8")
    with pytest.raises(BadInputError, match=r"notes\.db can't be used"):
        settle_library(file, tmp_path / "7.db")


def test_the_files_to_load_are_articles_that_the_library_lacks(
    tiny_set: Path, library: Path
) -> None:
    files = list(files_to_load(read_question_set(tiny_set), 7, seed=1))
    with KnowledgeBase(library) as opened:
        results = [opened.add(read_bytes(name, content)) for name, content in files]
    assert [result.status.value for result in results] == ["added"] * 7
    assert [len(batch) for batch in in_batches(files, 5)] == [5, 2]


async def test_a_watch_sees_what_holds_the_loop_up(tmp_path: Path) -> None:
    watch = Watch()
    watch.begin(asyncio.get_running_loop())
    await asyncio.sleep(STEP * 3)
    held = time.monotonic()
    time.sleep(0.2)  # noqa: ASYNC251 - that is the stall to be seen
    await asyncio.sleep(STEP * 3)
    report = tmp_path / "loop.bin"
    watch.write(report)

    noted = list(read_report(report))

    at, longest = max(noted, key=lambda pair: pair[1])
    assert longest >= 0.2 - STEP
    assert at >= held + 0.2
    assert len(noted) >= 3


async def test_the_empty_bot_answers_and_says_what_it_used(tmp_path: Path) -> None:
    async with StandIn() as stand_in:
        crowd = Crowd(stand_in, members=2, librarians=1)
        process = BotProcess(stand_in, tmp_path, ["benchmarks.bot_empty"])
        await process.start()
        since = time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE):
                await stand_in.gateway.connected()
            waits = Waits()
            who = crowd.member()
            reply = await crowd.timed(waits, PING, who, who.slash("ping"))
            process.check()
            used = process.use()
        finally:
            await process.end()
        assert reply is not None
        assert reply.text == "pong"
        (wait,) = waits.by_act[PING]
        assert 0 < wait.first <= wait.whole
        assert process.lag(since, time.monotonic()).longest >= 0
        assert used.workers_bytes == 0
        assert stand_in.violations == []


async def test_a_bot_that_does_not_start_is_quoted(tmp_path: Path) -> None:
    async with StandIn() as stand_in:
        process = BotProcess(stand_in, tmp_path, ["benchmarks.bot_absent"])
        await process.start()
        await process.end()
        with pytest.raises(BotFailedError, match="has ended"):
            process.check()


def test_waits_are_compared_with_the_empty_bots() -> None:
    waits = Waits()
    waits.by_act[PING] = [Wait(2.0, 2.0), Wait(4.0, 4.0)]
    waits.by_act["/ask"] = [Wait(6.0, 6.0), Wait(12.0, 30.0)]
    waits.unanswered["/ask"] = 1
    waits.unanswered["/help"] = 2
    figures = wait_figures(waits)
    assert figures["/ask"]["p50 ms"] == 9.0
    assert figures["/ask"]["p50 ratio"] == 3.0
    assert figures["/ask"]["whole p99 ms"] > 29
    assert (figures["/ask"]["n"], figures["/ask"]["unanswered"]) == (2, 1)
    assert figures["/help"] == {"n": 0, "unanswered": 2}

    report = Report(
        passages=30,
        articles=6,
        loaded=2,
        waits={"idle": figures, "loading": {PING: figures[PING]}},
        bots={OURS: {"start s": 3.0, "loading s": 2.0}, EMPTY: {"start s": 1.5}},
    )
    assert waits_table(report).row_count == 3
    assert list(bots_table(report).columns[3].cells) == ["2", "–"]


@pytest.mark.proof
def test_the_benchmark_measures_both_bots(tiny_set: Path, tmp_path: Path) -> None:
    kept = tmp_path / "library.db"
    sizes = ["--passages", "30", "--load", "4", "--rounds", "2", "--people", "2"]
    result = CliRunner().invoke(
        bot.main, [*sizes, "--set", str(tiny_set), "--library", str(kept), "--json"]
    )
    assert result.exit_code == 0, result.output
    printed = json.loads(result.stdout)
    assert (printed["set"], printed["loaded"]) == ("tiny", 4)
    for scene in ("idle", "loading"):
        assert all(not figures["unanswered"] for figures in printed["waits"][scene].values())
    assert printed["waits"]["idle"]["/ask, clean"]["n"] == 2
    assert printed["bots"][EMPTY]["/ask by many: a second"] > 0
    assert printed["bots"][OURS]["start s"] > 0
    assert kept.exists()


def starters(file: Path) -> int:
    with KnowledgeBase(file) as library:
        return library.statistics().starters
