"""What intruders have: every kind of press and form, what was drawn for others, and sharp eyes."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

from tests.stories.belongings import MARKED

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from bot.playground.server import Person
    from bot.playground.server.people import Modal, Reply
    from tests.stories.house import House

_TEXT = "Words of our own"
_FILE = ("ours.md", b"# Ours\n\nWords of our own, in a file of our own.\n")
_MODAL = 9


def press_kinds(house: House) -> list[str]:
    """Return every kind of press that somebody listens to."""
    return sorted(house.bot.routes._presses)  # noqa: SLF001 - those of tomorrow, too


def form_kinds(house: House) -> list[str]:
    """Return every kind of form that somebody listens to."""
    return sorted(house.bot.routes._forms)  # noqa: SLF001 - those of tomorrow, too


def drawn_presses(house: House) -> list[tuple[str, list[str] | None]]:
    """Return all that could be pressed so far: custom_id, and what can be chosen in a menu."""
    found: dict[str, list[str] | None] = {}
    for request in house.stand_in.requests:
        for part in objects_in(request.body):
            if "custom_id" in part and ":" in part["custom_id"] and "title" not in part:
                options = part.get("options")
                values = [str(one["value"]) for one in options] if options else None
                found[part["custom_id"]] = values
    return [
        (custom_id, [value] if value else None)
        for custom_id, values in found.items()
        for value in (values or [""])[:3]
    ]


def owner_of(house: House, forged: str) -> Person:
    """Return for whom what could be pressed was drawn."""
    return house.librarian if forged.startswith(("library.", "suggestion.")) else house.alice


def drawn_forms(house: House) -> list[str]:
    """Return the custom_id of each form that was opened so far."""
    bodies = [one.body for one in house.stand_in.requests if isinstance(one.body, dict)]
    opened = [body["data"]["custom_id"] for body in bodies if body.get("type") == _MODAL]
    return list(dict.fromkeys(opened))


def objects_in(body: object) -> Iterator[dict[str, Any]]:
    """Yield whatever JSON objects are in a body."""
    if isinstance(body, dict):
        yield body
    inner = body.values() if isinstance(body, dict) else body if isinstance(body, list) else ()
    for each in inner:
        yield from objects_in(each)


def filled(modal: Modal) -> dict[str, object]:
    """Fill in what is empty in a form."""
    return {
        label: [_FILE] if value == [] else value or _TEXT for label, value in modal.values.items()
    }


def shown(reply: Reply) -> str:
    """Return whatever a reply shows: text, what a form is filled with, files."""
    values = str(reply.modal.values) if reply.modal else ""
    return "\n".join((reply.text, values, *(content.decode() for _, content in reply.files)))


class Watch:
    """Looks that nobody is shown what they may not see, from here on."""

    def __init__(self, house: House, caplog: pytest.LogCaptureFixture) -> None:
        self._house = house
        self._caplog = caplog
        self._begin = len(house.stand_in.requests)
        self._wrong: list[str] = []

    def look_at(self, reply: Reply, what: str) -> None:
        """Look at one reply."""
        if MARKED.search(shown(reply)) or "(reference" in reply.text:
            self._wrong.append(f"{what}: {shown(reply)}")

    async def end(self, *, everything: bool = False) -> None:
        """Look at the log and at what was refused; at everything said, to whomever, if asked."""
        assert self._wrong == []
        await self._house.stand_in.settle()
        for request in self._house.stand_in.requests[self._begin :]:
            assert not (everything and MARKED.search(json.dumps(request.body)))
            assert not request.refused, request
        assert [each for each in self._caplog.records if each.levelno >= logging.ERROR] == []


class Crowd:
    """People who take turns, so that nobody does a thing too often in a short time.

    Args:
        house: Where they live.
        people: The first of them; when their turns are over others come with the same roles.
        turns: How often each may have a turn.
    """

    def __init__(self, house: House, person: Person, turns: int = 8) -> None:
        self._house = house
        self._guild = person.guild
        self._roles = person.guild.members[person.id].roles
        self._turns = turns
        self._taken = 0
        self._person = person

    @property
    def next(self) -> Person:
        """Whose turn it is."""
        if self._taken == self._turns:
            self._taken = 0
            roles = [self._guild.roles[role] for role in self._roles]
            self._person = self._house.stand_in.person(
                self._person.name, guild=self._guild, roles=roles
            )
        self._taken += 1
        return self._person
