"""Many rounds in one minute: `python -m benchmarks.scheduler`.

A bot in a process of its own, before a stand-in for Discord that keeps Discord's limit of fifty
requests a second. See `benchmarks/README.md` for what the figures mean.
"""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.table import Table

from benchmarks.bot_process import BotFailedError, BotProcess
from benchmarks.command_line import results_console, temporary_folder
from benchmarks.scheduler_world import next_minute, people_world, prepare
from bot.accountability.accountability import Accountability

if TYPE_CHECKING:
    from benchmarks.scheduler_world import Group
    from bot.playground.server import StandIn

_WIDTH = 100
_GLOBAL_LIMIT = 50
_PATIENCE = timedelta(minutes=12)
_LOOKS_EVERY = 0.5


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured; times in seconds.

    Attributes:
        late_p50: How long after its own second an opening was there: the median, ...
        late_p99: ... of 99 in a hundred, and the longest.
        after_minute_p99: The same after the nominal minute, with the seconds of jitter in it.
        requests: How many were made from the minute on until all openings and threads were there.
        floor: In how many seconds so many requests can be made at all, at fifty a second.
        refused: How many answers were 429.
        planned_each: What planning and claiming one round takes the file's thread, with no Discord.
        writes_per_second: How many rows the file's thread writes a second, doing that.
        own_bytes: The memory of the bot, without mapped files.
    """

    groups: int
    members: int
    late_p50: float
    late_p99: float
    late_max: float
    after_minute_p99: float
    requests: int
    took: float
    floor: float
    refused: int
    planned_each: float
    writes_per_second: float
    own_bytes: int
    peak_bytes: int


@click.command()
@click.option("--groups", default=1000, show_default=True, type=click.IntRange(min=1))
@click.option("--members", default=4, show_default=True, type=click.IntRange(min=1, max=25))
@click.option("--json", "output", type=click.Path(path_type=Path), help="Write the figures here.")
def main(groups: int, members: int, output: Path | None) -> None:
    """Open the rounds of many groups in the same minute, and say how late they are."""
    with temporary_folder() as folder:
        try:
            result = asyncio.run(_measured(Path(folder), groups, members))
        except BotFailedError as error:
            raise click.ClickException(str(error)) from error
    if output:
        output.write_text(json.dumps(asdict(result), indent=2), encoding="utf-8")
    results_console(_WIDTH).print(_table(result))


async def _measured(folder: Path, groups: int, members: int) -> Result:
    planned_each, writes = _plan_alone(folder / "alone", groups, members)
    stand_in, places = people_world(groups, members)
    await stand_in.start()
    data = folder / "data"
    data.mkdir()
    due = next_minute(timedelta(seconds=30 + 0.1 * groups))
    made = prepare(data, places, due)
    bot = BotProcess(stand_in, data, ["bot", "run"])
    await bot.start()
    try:
        await asyncio.sleep(max(0.0, (due - datetime.now(UTC)).total_seconds()))
        before, since = len(stand_in.requests), time.monotonic()
        arrived = await _all_there(stand_in, made, bot, due)
        took = time.monotonic() - since
        use = bot.use()
        requests = stand_in.requests[before:]
    finally:
        await bot.end()
        await stand_in.stop()
    late = sorted((arrived[one.channel_id] - one.posts_at).total_seconds() for one in made)
    nominal = sorted((arrived[one.channel_id] - one.opens_at).total_seconds() for one in made)
    return Result(
        groups=groups,
        members=members,
        late_p50=late[len(late) // 2],
        late_p99=late[int(len(late) * 0.99)],
        late_max=late[-1],
        after_minute_p99=nominal[int(len(late) * 0.99)],
        requests=len(requests),
        took=took,
        floor=len(requests) / _GLOBAL_LIMIT,
        refused=sum(request.status == 429 for request in requests),  # noqa: PLR2004 - Discord's
        planned_each=planned_each,
        writes_per_second=writes,
        own_bytes=use.own_bytes,
        peak_bytes=use.peak_bytes,
    )


async def _all_there(
    stand_in: StandIn, made: list[Group], bot: BotProcess, due: datetime
) -> dict[int, datetime]:
    """Return when each opening was posted, once all of them have their threads, too."""
    arrived: dict[int, datetime] = {}
    while len(arrived) < len(made):
        await asyncio.sleep(_LOOKS_EVERY)
        bot.check()
        if datetime.now(UTC) - due > _PATIENCE:
            raise BotFailedError(f"Only {len(arrived)} of {len(made)} arrived. {bot.words()}")
        for one in made:
            for message in stand_in.world.channels[one.channel_id].messages.values():
                if message.id in stand_in.world.channels:  # a thread has its message's id
                    arrived.setdefault(one.channel_id, message.created_at)
    return arrived


def _plan_alone(folder: Path, groups: int, members: int) -> tuple[float, float]:
    """Plan and claim all rounds with no Discord; return seconds for each, and rows a second."""
    folder.mkdir()
    due = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(minutes=30)
    users = list(range(1, members + 1))
    prepare(folder, [(1 + number // 10, 10**6 + number, users) for number in range(groups)], due)
    book = Accountability(folder / "accountability.db")
    at = due + timedelta(seconds=50)
    before, since = book.writes, time.perf_counter()
    book.rounds.plan_due(at)
    while due_now := book.dispatch.due(at, 500):
        claimed = [book.dispatch.claim(one.id, at) for one in due_now]
        for number, claim in enumerate(claimed):
            if claim is not None:
                book.dispatch.sent(claim.delivery.id, 10**9 + number, 10**6, at)
        if not any(claimed):
            break
    took = time.perf_counter() - since
    writes = book.writes - before
    book.close()
    return took / groups, writes / took


def _table(result: Result) -> Table:
    title = f"{result.groups} groups of {result.members} in the same minute"
    table = Table("what", "figure", title=title)
    rows = (
        ("late after its own second, p50 / p99 / longest",
         f"{result.late_p50:.1f} / {result.late_p99:.1f} / {result.late_max:.1f} s"),
        ("after the nominal minute, p99", f"{result.after_minute_p99:.1f} s"),
        ("requests until all openings and threads were there", f"{result.requests}"),
        ("time for that; at fifty a second it could be",
         f"{result.took:.0f} s; {result.floor:.0f} s"),
        ("refused for too many requests (429)", f"{result.refused}"),
        ("planning and marking one round, no Discord", f"{result.planned_each * 1000:.1f} ms"),
        ("rows written a second, doing that", f"{result.writes_per_second:.0f}"),
        ("memory of its own; peak", f"{result.own_bytes >> 20} MB; {result.peak_bytes >> 20} MB"),
    )  # fmt: skip
    for what, figure in rows:
        table.add_row(what, figure)
    return table


if __name__ == "__main__":
    main()
