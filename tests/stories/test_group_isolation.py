"""Two groups on one server, and two servers: each keeps its words, and its name, to itself.

The stories ask the bot which presses, forms and commands it takes: a new one is tried, too.
"""

from __future__ import annotations

import re
from itertools import cycle
from typing import TYPE_CHECKING, Any

import pytest
from discord import AppCommandOptionType
from discord.app_commands import Command

from bot.playground.server import Impossible
from bot.ui.press import custom_id
from tests.stories.belongings import MARK
from tests.stories.circle import gather
from tests.stories.group_belongings import WORD, book_ids, book_rows, fill_circle
from tests.stories.intruding import Watch, drawn_forms, drawn_presses, form_kinds, press_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.playground.server import Person
    from bot.playground.server.people import Modal, Reply
    from tests.stories.circle import Circle
    from tests.stories.house import House

FAMILIES = re.compile(
    r"(?:away|card|checkin|commit|date|ending|group|me|note|notice|report|round)\.\w+"
)
COMMANDS = re.compile(r"(?:checkin|commit|group|me|today)\b.*")
_TEXT = AppCommandOptionType.string
_CHANNEL = AppCommandOptionType.channel
_USER = AppCommandOptionType.user


class Intruders:
    """Who must learn nothing: in turns, so that each kind of press is tried by each of them."""

    def __init__(self, *people: Person) -> None:
        self.people = people
        self._turns = cycle(people)

    @property
    def next(self) -> Person:
        """Whose turn it is."""
        return next(self._turns)


async def intruders(house: House) -> Intruders:
    """Return somebody of another group, of none, and who manages another server with a group."""
    await gather(house, house.bob, name="Second Circle")
    other = house.add_guild("Another server")
    hosts = house.stand_in.world.add_role(other, "Hosts", 1 << 5)
    hilda = house.stand_in.person("Hilda", guild=other, roles=[hosts])
    await gather(house, hilda, name="Third Circle", guild=other)
    carl = house.stand_in.person("Carl", guild=house.guild)
    await house.stand_in.settle()
    return Intruders(house.bob, hilda, carl)


def drawn(house: House) -> list[tuple[str, list[str] | None]]:
    return [one for one in drawn_presses(house) if FAMILIES.match(one[0])]


def forged(kinds: Iterable[str], ids: Iterable[str]) -> Iterator[tuple[str, list[str] | None]]:
    """Yield presses of each kind with each id: as what it is of, as its argument and its choice."""
    for kind in kinds:
        if FAMILIES.fullmatch(kind):
            for id_ in ids:
                yield custom_id(kind, id_, id_[:24]), [id_]
                yield custom_id(kind, id_), None


def common(ids: dict[str, str]) -> list[str]:
    """Return an id of what most presses are of: the other ids are tried in the long proof."""
    return [ids[kind] for kind in ("groups", "rounds", "check_ins", "commitments")]


async def press_all(
    crowd: Intruders, presses: Iterable[tuple[str, list[str] | None]], watch: Watch
) -> None:
    for press, values in presses:
        person = crowd.next
        reply = await person.forge(press, values=values)
        watch.look_at(reply, f"{press} by {person.name}")
        if reply.modal and (answer := await sent(reply.modal)):
            watch.look_at(answer, f"{press} by {person.name}, sent")


async def send_all(crowd: Intruders, forms: Iterable[str], watch: Watch) -> None:
    for form in forms:
        person = crowd.next
        refused = await person.forge_form(form, {"text": "Ours", "moved": "Ours"})
        watch.look_at(refused, form)
        again = await refused.click("Try again")
        watch.look_at(again, f"{form}, opened again")
        if again.modal and (answer := await sent(again.modal)):
            watch.look_at(answer, f"{form}, sent by {person.name}")


async def sent(modal: Modal) -> Reply | None:
    """Send a form that opened, with something in each of its texts, if no more is asked."""
    texts = {name: "friday" for name, value in modal.values.items() if value == ""}
    try:
        return await modal.submit(texts)
    except Impossible:
        return None


async def run_all(house: House, crowd: Intruders, ids: list[str], watch: Watch) -> None:
    """Run every command of groups with each id, and look through what is offered."""
    commands = [one for one in house.bot.tree.walk_commands() if isinstance(one, Command)]
    for command in commands:
        name = command.qualified_name
        if not COMMANDS.fullmatch(name):
            continue
        for person in crowd.people:
            given = required(command, person, "friday")
            watch.look_at(await person.slash(name, given), f"{name} by {person.name}")
            for parameter in command.parameters:
                if parameter.type is not _TEXT or parameter.choices:
                    continue
                for text in ids:
                    reply = await person.slash(name, {**given, parameter.display_name: text})
                    watch.look_at(reply, f"{name} {parameter.name}={text} by {person.name}")
                for typed in ("", MARK, "week") if parameter.autocomplete else ():
                    offered = await person.autocomplete(name, parameter.display_name, typed)
                    assert MARK not in str(offered).casefold(), f"{name} {parameter.name}"


def required(command: Command[Any, ..., Any], person: Person, text: str) -> dict[str, object]:
    """Return what a command can't do without."""
    given: dict[str, object] = {}
    for one in command.parameters:
        if not one.required:
            continue
        if one.type is _CHANNEL:
            given[one.display_name] = person.channel
        elif one.type is _USER:
            given[one.display_name] = person
        else:
            given[one.display_name] = text
    return given


async def test_nothing_of_a_group_is_seen_or_changed_from_outside(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    circle = await fill_circle(house, house.alice)
    presses, forms = drawn(house), drawn_forms(house)
    crowd = await intruders(house)
    before = book_rows(house.folder, circle.group.id)
    ids = book_ids(house.folder, circle.group.id)
    watch = Watch(house, caplog)
    await press_all(crowd, presses, watch)
    await press_all(crowd, forged(press_kinds(house), common(ids)[:3]), watch)
    await send_all(crowd, [one for one in forms if FAMILIES.match(one)], watch)
    await run_all(house, crowd, [ids["groups"]], watch)
    await watch.end(everything=True)
    assert book_rows(house.folder, circle.group.id) == before
    # Where they belong, the same presses show a lot: there was something to be seen.
    theirs = [await house.alice.forge(press, values=values) for press, values in presses]
    assert sum(MARK in reply.text for reply in theirs) > 10


@pytest.mark.proof
async def test_no_id_of_a_group_leads_into_it(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    circle = await fill_circle(house, house.alice)
    crowd = await intruders(house)
    before = book_rows(house.folder, circle.group.id)
    ids = list(book_ids(house.folder, circle.group.id).values())
    for person in crowd.people:
        watch = Watch(house, caplog)
        alone = Intruders(person)
        await press_all(alone, forged(press_kinds(house), ids), watch)
        kinds = [kind for kind in form_kinds(house) if FAMILIES.fullmatch(kind)]
        arguments = ("", "early", "edit")
        forms = [custom_id(kind, id_, more) for kind in kinds for id_ in ids for more in arguments]
        await send_all(alone, forms, watch)
        await run_all(house, alone, ids, watch)
        await watch.end(everything=True)
    assert book_rows(house.folder, circle.group.id) == before


async def test_who_manages_the_server_reads_no_word_of_a_member(house: House) -> None:
    circle = await fill_circle(house, house.alice)
    ids = common(book_ids(house.folder, circle.group.id))
    kinds = [kind for kind in press_kinds(house) if FAMILIES.fullmatch(kind)]
    private = [one for one in kinds if not one.startswith(("group.", "notice.", "ending."))]
    for press, values in [*drawn(house), *forged(private, ids)]:
        if press.split(":")[0] in private:
            reply = await house.admin.forge(press, values=values)
            assert WORD not in reply.text, press
    for command in ("today", "commit list", "commit close", "checkin mine", "me groups"):
        reply = await house.admin.slash(command)
        assert MARK not in reply.text, command


async def test_a_fellow_member_reads_nothing_that_is_somebodys_own(house: House) -> None:
    circle = await fill_circle(house, house.alice, house.bob)
    ids = common(book_ids(house.folder, circle.group.id))
    private = [
        kind
        for kind in press_kinds(house)
        if kind.startswith(("card.", "commit.", "checkin.", "me.", "away.", "date."))
    ]
    before = await private_rows(circle, house.alice)
    for press, values in [*drawn(house), *forged(private, ids)]:
        if press.split(":")[0] in private:
            reply = await house.bob.forge(press, values=values)
            assert WORD not in reply.text, press
            assert "(reference" not in reply.text, press
    assert await private_rows(circle, house.alice) == before
    for command in ("today", "commit list", "checkin mine"):
        reply = await house.bob.slash(command, channel=circle.channel)
        assert WORD not in reply.text, command


async def private_rows(circle: Circle, person: Person) -> tuple[object, ...]:
    """Return what is somebody's own in a group."""
    group_id, user_id = circle.group.id, person.id
    return await circle.book(
        lambda book: (
            book.rows.commitments.of_user(group_id, user_id, 100),
            book.rows.check_ins.of_user(group_id, user_id, 100, 0),
            book.rows.absences.of_member(group_id, user_id),
            book.rows.members.get(group_id, user_id),
        )
    )
