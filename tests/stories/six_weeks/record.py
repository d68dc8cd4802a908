"""What the bot writes and changes, as the group reads it, with the minute on the group's clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.playground.server.people.components import buttons_in
from bot.playground.server.world.models import MessageFlag, MessageType, Viewer

if TYPE_CHECKING:
    from bot.playground.server.world.models import Channel, Message
    from bot.playground.server.world.state import Event
    from tests.stories.house import House

GROUPS_CLOCK = ZoneInfo("Europe/Berlin")
_MENTION = re.compile(r"<@(\d+)>")
_STAMP = re.compile(r"<t:(\d+):([FR])>")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul")
_KINDS = (
    ("opening", "**Check-in: "),
    ("nudge", "Still time: closes "),
    ("naming", "The check-in is open until "),
    ("summary", "**Owners Circle · "),
    ("card", "**Moved** "),
    ("invitation", "This channel reads your answers"),
    ("opening by DM", "The check-in of **"),
    ("test of DMs", "DMs reach you."),
)


def on_groups_clock(at: datetime) -> str:
    """Return an instant as the group's clock shows it: "Mon 3 Mar 11:00"."""
    at = at.astimezone(GROUPS_CLOCK)
    return f"{_WEEKDAYS[at.weekday()]} {at.day} {_MONTHS[at.month]} {at:%H:%M}"


@dataclass(frozen=True, slots=True)
class Written:
    """A message of the bot's that more than one person can read, or a DM.

    Attributes:
        at: When, to the minute, on the group's clock.
        second: The second of that minute.
        place: "channel", the name of a thread, or "DM to Cleo".
        text: What it says, with names and times for Discord's marks.
        rings: Whose phone rings, by name.
        buttons: What can be pressed.
        channel_id: Where it is; `id`: by which an edit is told from another message.
    """

    at: str
    second: int
    place: str
    text: str
    rings: tuple[str, ...]
    buttons: tuple[str, ...]
    channel_id: int
    id: int

    @property
    def kind(self) -> str:
        """What kind of message it is, by its words; the words themselves if it is none of them."""
        return next((kind for kind, words in _KINDS if words in self.text), self.text)

    @property
    def schedule(self) -> str:
        """The schedule of which it is; the weekly one goes unnamed while it is the only one."""
        title = self.text.partition("\n")[0].strip("*")
        return next((name for name in ("Numbers", "Stand-up") if name in title), "Weekly")

    @property
    def what(self) -> str:
        """What it is, of which schedule or of whom."""
        if self.kind in {"opening", "summary"}:
            return f"{self.kind} of {self.schedule}"
        if self.kind == "card":
            return f"card of {self.text.split()[0].lstrip('@')}"
        return self.kind

    @property
    def line(self) -> str:
        """When, where, what, and whose phone rings."""
        heard = f" rings {', '.join(self.rings)}" if self.rings else ""
        return f"{self.at} | {self.place} | {self.what}{heard}"


class Record:
    """Listens to the world from now on.

    Attributes:
        written: What was posted, oldest first.
        edited: Messages as they were changed, oldest first.
    """

    def __init__(self, house: House) -> None:
        self._world = house.stand_in.world
        self.written: list[Written] = []
        self.edited: list[Written] = []
        self._world.subscribe(self._heard)

    def of(self, kind: str) -> list[Written]:
        """Return what was posted of one kind."""
        return [one for one in self.written if one.kind == kind]

    def ping(self, schedule: str, month: int, day: int) -> Written:
        """Return the opening of a schedule on a day."""
        on = f" {day} {_MONTHS[month]} "
        (found,) = [one for one in self.of("opening") if on in one.at and one.schedule == schedule]
        return found

    def edits_of(self, message: Written) -> list[Written]:
        """Return what became of a message, step by step: what it showed at each minute's end."""
        last = {one.at: one for one in self.edited if one.id == message.id}
        return list(last.values())

    def _heard(self, event: Event) -> None:
        if event.name not in {"MESSAGE_CREATE", "MESSAGE_UPDATE"}:
            return
        data = event.data_for(Viewer(self._world.bot.id))
        if data is None:
            return
        channel = self._world.channels[int(data["channel_id"])]
        message = channel.messages[int(data["id"])]
        if message.author_id != self._world.bot.id or message.ephemeral:
            return
        if message.type is MessageType.THREAD_STARTER_MESSAGE:
            return
        if event.name == "MESSAGE_CREATE":
            self.written.append(self._read(channel, message))
        elif message.edited_at is not None:
            self.edited.append(self._read(channel, message))

    def _read(self, channel: Channel, message: Message) -> Written:
        now = self._world.clock.now()
        hears = set(message.pinged)
        if channel.guild_id is None:
            hears = {each for each in channel.recipients if each != self._world.bot.id}
        if message.flags & MessageFlag.SUPPRESS_NOTIFICATIONS:
            hears = set()
        return Written(
            on_groups_clock(now),
            now.second,
            self._place(channel),
            self._readable(message.content),
            tuple(sorted(self._name(each) for each in hears)),
            tuple(each.label for each in buttons_in(message.components) if not each.disabled),
            channel.id,
            message.id,
        )

    def _place(self, channel: Channel) -> str:
        if channel.guild_id is not None:
            return channel.name if channel.thread else f"#{channel.name}"
        (somebody,) = (each for each in channel.recipients if each != self._world.bot.id)
        return f"DM to {self._name(somebody)}"

    def _readable(self, text: str) -> str:
        text = _MENTION.sub(lambda found: f"@{self._name(int(found[1]))}", text)
        return _STAMP.sub(_when, text)

    def _name(self, user_id: int) -> str:
        return self._world.users[user_id].global_name or "?"


def _when(found: re.Match[str]) -> str:
    at = on_groups_clock(datetime.fromtimestamp(int(found[1]), UTC))
    return at if found[2] == "F" else f"{at}, relative"
