"""The six weeks themselves, one function for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.stories.six_weeks.lives import Lives


async def live(lives: Lives) -> None:
    """Live all of it, from Monday, 3 March 2031, 10:00 on the group's clock."""
    for week in (_first, _second, _third, _fourth, _fifth, _sixth):
        await week(lives)


async def _first(lives: Lives) -> None:
    await lives.until(3, 3, 13)
    await lives.checks_in(lives.emil, "Signed the lease", next="Hire a dispatcher")
    await lives.until(3, 3, 15)
    await lives.checks_in(lives.ann, "Two proposals out", next="Call the bank\nRaise prices")
    await lives.until(3, 4, 8)
    await lives.checks_in(lives.cleo, "Wrote the runbook", next="Test it", hand="pricing a quote")
    await lives.until(3, 5, 18)
    await lives.presses(lives.bo, "Add mine", lives.record.ping("Weekly", 3, 3), "Slept, at last")


async def _second(lives: Lives) -> None:
    await lives.until(3, 7, 12)
    lives.cleo.dms_open = False
    away = await lives.ann.slash("checkin away", until="23 Mar", channel=lives.circle.channel)
    assert away.content.startswith("Away through Sun 23 Mar. You're back for Mon 24 Mar.")
    await lives.until(3, 10, 14)
    await lives.checks_in(lives.emil, "Met two candidates", kept=["Hire a dispatcher"])
    await lives.until(3, 11, 17)
    await lives.fay_joins()
    await lives.until(3, 12, 13)
    await lives.presses(lives.bo, "Add mine", lives.record.ping("Weekly", 3, 10), "Late again")


async def _third(lives: Lives) -> None:
    await lives.until(3, 17, 13)
    await lives.checks_in(lives.fay, "My first one", next="Fire a client")
    await lives.until(3, 17, 22)
    await lives.checks_in(lives.cleo, "Tested half of it")
    await lives.until(3, 19, 16)
    await lives.presses(lives.bo, "Add mine", lives.record.ping("Weekly", 3, 17), "It was Holi")
    await lives.until(3, 20, 10)
    saved = await lives.moves_weekly("10:00")
    assert saved.content.startswith("Saved: **Weekly**\nEvery Monday at 10:00, Berlin time")
    await lives.until(3, 22, 12)
    await lives.emil.leaves()
    await lives.until(3, 23, 18)
    saved = await lives.adds_schedule("Stand-up", "Monday to Friday", "8:30")
    assert saved.content.startswith("Saved: **Stand-up**\nMonday to Friday at 08:30, Berlin time")
    saved = await lives.adds_schedule("Numbers", "Every three months", "17:00", "The first Tuesday")
    assert saved.content.startswith("Saved: **Numbers**\nEvery three months")


async def _fourth(lives: Lives) -> None:
    await lives.until(3, 24, 14)
    weekly = lives.record.ping("Weekly", 3, 24)
    kept = ["Call the bank"]
    await lives.presses(lives.ann, "Check in", weekly, "Back from leave", kept=kept)
    await lives.presses(lives.fay, "Check in", weekly, "Fired one", kept=["Fire a client"])
    for day in range(24, 29):
        await lives.stands_up(3, day)
        if day == 26:
            await lives.presses(lives.bo, "Add mine", weekly, "Took a day")


async def _fifth(lives: Lives) -> None:
    await lives.until(3, 31, 14)
    weekly = lives.record.ping("Weekly", 3, 31)
    await lives.presses(lives.fay, "Check in", weekly, "Hired two")
    await lives.stands_up(3, 31)
    await lives.until(4, 1, 12)
    noted = await lives.hosts("holidays add", dates="11 Apr - 14 Apr", name="Easter")
    assert noted.content.startswith("Noted: **Easter**, ")
    await lives.stands_up(4, 1)
    await lives.stands_up(4, 2)
    await lives.presses(lives.bo, "Add mine", weekly, "Moved house")
    await lives.until(4, 2, 21)
    await (await lives.hosts("pause")).click("Pause the group")
    await lives.until(4, 3, 15)
    numbers = lives.record.ping("Numbers", 4, 1)
    await lives.presses(lives.ann, "Check in", numbers, "Revenue is up")


async def _sixth(lives: Lives) -> None:
    await lives.until(4, 7, 12)
    await (await lives.hosts("pause")).click("Resume the group")
    for day in (8, 9, 10):
        await lives.stands_up(4, day)
    first = await lives.dora.slash("today")
    assert "We've missed you in **Owners Circle**." in first.text
    await first.person.slash("today")
    await lives.until(4, 15, 9)
