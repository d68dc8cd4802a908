"""A group that has one of everything, each marked; and every id that its file holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

from bot.accountability.models.groups import Part
from bot.accountability.models.notices import Cause
from tests.stories.belongings import MARK
from tests.stories.circle import gather

if TYPE_CHECKING:
    from pathlib import Path

    from bot.accountability.accountability import Accountability
    from bot.playground.server import Person
    from tests.stories.circle import Circle
    from tests.stories.house import House

NAME = f"{MARK}Circle"
WORD = f"{MARK}word"
"""What members wrote begins with it; the name of the group does not."""


async def fill_circle(house: House, *members: Person) -> Circle:
    """Let a group live for three rounds, and leave something of everything behind."""
    alice = members[0]
    circle = await gather(house, *members, name=NAME)
    channel = circle.channel
    await _run_it(circle)
    await circle.opens()
    form = {"moved": f"{WORD}start", "next": f"{WORD}one\n{WORD}two", "hand": f"{WORD}hand"}
    await circle.checks_in(alice, form)
    await house.stand_in.live(minutes=1)
    await (await circle.ping(alice).click("Later")).click("Tomorrow")
    await (await circle.ping(alice).click("Away")).click("A date")
    await circle.closes()
    await circle.opens()
    ticked = {"kept": [f"{WORD}one"], "moved": f"{WORD}on", "next": f"{WORD}three"}
    reply = await circle.checks_in(alice, ticked)
    await house.stand_in.live(minutes=1)
    await (await reply.click("Remove")).click("Undo")
    await house.stand_in.live(minutes=1)
    await alice.finds(f"{WORD}on", circle.thread).click("Edit")
    for text in (f"{WORD}four", f"{WORD}five", f"{WORD}six"):
        await alice.slash("commit add", text=text, due="in 2 weeks", channel=channel)
    await alice.slash("commit add", text=f"{WORD}seven", due="4/5", channel=channel)
    listed = await alice.slash("commit list", channel=channel)
    await listed.click("Add")
    which = await listed.click("Close one")
    asked = await which.choose("Which one?", f"{WORD}four")
    await (await asked.click("Kept")).click("Undo")
    await alice.slash("commit close", commitment=f"{WORD}five", channel=channel)
    said = await alice.says(f"{WORD}said", channel=channel)
    await alice.context_menu("Make it my commitment", said)
    for command in ("today", "checkin mine", "me groups", "me pings"):
        await alice.slash(command, channel=channel)
    await alice.slash("checkin away", {"until": "20 april", "from": "14 april"}, channel=channel)
    await alice.slash("me timezone", city="Europe/Berlin", channel=channel)
    leaving = await (await alice.slash("me groups", channel=channel)).click(f"Leave {NAME}")
    await leaving.click("Stay")
    await house.stand_in.settle()
    return circle


async def _run_it(circle: Circle) -> None:
    group_id, host_id, now = circle.group.id, circle.host.id, circle.now
    guest = circle.house.stand_in.person("Guest", guild=circle.house.guild)

    def run(book: Accountability) -> None:
        book.members.invite(group_id, [guest.id], Part.OPTIONAL, host_id, now)
        book.groups.post_invitation(group_id, host_id, now)
        day = date(2031, 12, 25)
        book.holidays.add(group_id, f"{WORD}holiday", day, day, host_id, now)
        book.notices.raise_(group_id, Cause.SILENT, now, circle.series.id, (f"{WORD}weekly",))

    await circle.book(run)


def book_rows(folder: Path, group_id: str) -> dict[str, list[tuple[object, ...]]]:
    """Return all that is kept for a group, by table."""
    with closing(sqlite3.connect(folder / "accountability.db")) as book:
        tables = {
            name: [column[1] for column in book.execute(f"PRAGMA table_info({name})")]
            for (name,) in book.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        return {
            name: sorted(
                book.execute(f"SELECT * FROM {name} WHERE group_id = ?", [group_id]),  # noqa: S608 - names of our own tables
                key=repr,
            )
            for name, columns in tables.items()
            if "group_id" in columns
        }


def book_ids(folder: Path, group_id: str) -> dict[str, str]:
    """Return the latest id of each kind that is kept for a group."""
    with closing(sqlite3.connect(folder / "accountability.db")) as book:
        found = {"groups": group_id}
        for table in ("series", "rounds", "check_ins", "commitments", "absences", "holidays"):
            query = f"SELECT id FROM {table} WHERE group_id = ? ORDER BY rowid"  # noqa: S608 - likewise
            found[table] = [str(row[0]) for row in book.execute(query, [group_id])][-1]
        for table in ("deliveries", "notices"):
            query = f"SELECT id FROM {table} WHERE group_id = ? ORDER BY rowid"  # noqa: S608 - likewise
            found[table] = str(book.execute(query, [group_id]).fetchone()[0])
    return found
