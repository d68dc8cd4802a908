"""Two servers, and people in one: whatever their client sends, each keeps to its own and theirs.

The stories ask the bot itself which presses, forms and commands it takes: a new one is tried, too.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

import pytest
from discord.app_commands import Command

from bot.ui.press import custom_id
from tests.stories.belongings import KNOWN, MARKED, fill
from tests.stories.intruding import (
    Crowd,
    Watch,
    drawn_forms,
    drawn_presses,
    filled,
    form_kinds,
    owner_of,
    press_kinds,
    shown,
)
from tests.stories.kept import desk_rows, ids_in, library_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.playground.server import Person
    from tests.stories.house import House
    from tests.stories.kept import Ids, Rows

# What belongs to groups, which ask for themselves who may: `test_group_isolation` tries it all.
OF_GROUPS = re.compile(
    r"(?:away|card|checkin|commit|date|ending|group|me|note|notice|report|round|today)[. ].*"
)
# What anybody may press, for it is theirs or nobody's. Whatever is new and not named here is for
# librarians, and must be refused to everybody else.
FOR_MEMBERS = re.compile(
    r"article\.(?:list|open|page|read)|ask\.\w+|form\.again|help\.topic|told\.remove"
    r"|share\.(?:cancel|choose|edit|post|remove|undo)"
    r"|suggestion\.(?:keep|post|remove|tell|withdraw)"
)
FOR_ADMINS = frozenset({"setup.check", "setup.roles", "setup.start"})
FORMS_FOR_MEMBERS = frozenset({"ask.form", "share.form", "suggestion.form"})
FORGOTTEN = ("That form was sent before.", "I was restarted while you were writing.")
ADMINS_ONLY = "Only those who may manage this server can do that. Ask an admin."


def librarians_only(house: House) -> str:
    return f"Only librarians can do that. Ask someone with <@&{house.librarians.id}>."


def kept(house: House, *, but: Person | None = None) -> tuple[Rows, Rows]:
    """Return all that the bot keeps for the first server (but what somebody has written there)."""
    desk = desk_rows(house.folder, house.guild.id)
    if but is not None:
        desk["memos"] = [row for row in desk["memos"] if row["owner"] != but.id]
    return library_rows(house.folder, house.guild.id), desk


def everything_drawn(house: House) -> list[tuple[str, list[str] | None]]:
    """Return all that could be pressed so far, and the rest of the kinds with an id of each kind.

    What runs an example is left out: it asks a question of whoever presses.
    """
    pressed = drawn_presses(house)
    rest = own_kinds(house) - {forged.split(":")[0] for forged, _ in pressed}
    ids = ids_in(house.folder, house.guild.id).one_each.values()
    more = [(custom_id(kind, id_), [id_]) for kind in rest for id_ in ids]
    return [one for one in [*pressed, *more] if not one[0].startswith("ask.example:")]


def own_kinds(house: House) -> set[str]:
    """Return the kinds of presses but those of groups."""
    return {kind for kind in press_kinds(house) if not OF_GROUPS.match(kind)}


def commands(house: House) -> list[Command[Any, ..., Any]]:
    """Return the commands but those of groups."""
    found = [one for one in house.bot.tree.walk_commands() if isinstance(one, Command)]
    return [one for one in found if not OF_GROUPS.match(f"{one.qualified_name} ")]


async def stranger(house: House) -> Person:
    """Add another server, and return who manages it."""
    other = house.add_guild("Another Circle")
    hosts = house.stand_in.world.add_role(other, "Hosts", 1 << 5)
    hilda = house.stand_in.person("Hilda", guild=other, roles=[hosts])
    await house.stand_in.settle()
    return hilda


def ids_of(house: House, hilda: Person) -> Ids:
    return ids_in(house.folder, house.guild.id, but=hilda.guild.id)


async def press_with_every_id(
    house: House, crowd: Crowd, ids: Ids, watch: Watch, kinds: Iterable[str]
) -> None:
    """Press kinds of buttons and menus with an id of each kind, as the id and as the choice."""
    for kind in kinds:
        chosen = [([id_], id_) for id_ in ids.one_each.values()]
        for values, id_ in [*chosen, (list(ids.names)[:25], "all")]:
            forged = custom_id(kind, id_, str(house.guild.id))
            watch.look_at(await crowd.next.forge(forged, values=values), forged)
        watch.look_at(await crowd.next.forge(custom_id(kind, "all")), kind)


async def send_with_every_id(house: House, crowd: Crowd, ids: Ids, watch: Watch) -> None:
    """Send every kind of form with an id of each kind, which one gets to by *Try again*."""
    for kind in form_kinds(house):
        for id_ in ids.one_each.values():
            refused = await crowd.next.forge_form(custom_id(kind, id_), {"text": "Ours"})
            watch.look_at(refused, f"{kind} of {id_}")
            opened = await refused.click("Try again")
            watch.look_at(opened, f"{kind} of {id_}, opened again")
            if opened.modal is not None:
                sent = await opened.modal.submit(filled(opened.modal))
                watch.look_at(sent, f"{kind} of {id_}, sent")


async def run_every_command(house: House, crowd: Crowd, ids: Ids, watch: Watch) -> None:
    """Run every command with what belongs to another server, and look through what is offered."""
    own = ids.one_each
    theirs = (own["articles"], f"gap:{own['gaps']}", f"answer:{own['curated_answers']}")
    someone = crowd.next
    here = {"channel": someone.channel, "user": someone}
    for command in commands(house):
        texts = [one for one in command.parameters if one.type.name == "string" and not one.choices]
        given: dict[str, object] = {one.display_name: KNOWN for one in texts if one.required}
        given |= {
            one.display_name: here[one.type.name]
            for one in command.parameters
            if one.type.name in here
        }
        name = command.qualified_name
        watch.look_at(await crowd.next.slash(name, given), name)
        for parameter in texts:
            for text in theirs:
                reply = await crowd.next.slash(name, {**given, parameter.display_name: text})
                watch.look_at(reply, f"{name} {parameter.name}={text}")
            for typed in ("", "workshop", *theirs) if parameter.autocomplete else ():
                others = {
                    one: theirs[0] if value == KNOWN else value
                    for one, value in given.items()
                    if one != parameter.display_name
                }
                offered = await crowd.next.autocomplete(name, parameter.display_name, typed, others)
                assert not MARKED.search(str(offered)), f"{name} {parameter.name}: {offered}"


async def test_nothing_of_one_server_is_seen_or_changed_from_another(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    await fill(house)
    hilda = await stranger(house)
    ids, before = ids_of(house, hilda), kept(house)
    pressed, opened = drawn_presses(house), drawn_forms(house)
    watch, crowd = Watch(house, caplog), Crowd(house, hilda)
    for forged, values in pressed:
        watch.look_at(await crowd.next.forge(forged, values=values), forged)
    for forged in opened:
        watch.look_at(await crowd.next.forge_form(forged, {"text": "Ours"}), forged)
    known = {forged.split(":")[0] for forged, _ in pressed}
    await press_with_every_id(house, crowd, ids, watch, own_kinds(house) - known)
    await run_every_command(house, crowd, ids, watch)
    await watch.end(everything=True)
    assert kept(house) == before
    # Where they belong the same presses show a lot: there was something to be seen.
    theirs = [
        await owner_of(house, forged).forge(forged, values=values) for forged, values in pressed
    ]
    assert sum(bool(MARKED.search(shown(reply))) for reply in theirs) > 50


@pytest.mark.proof
async def test_no_press_or_form_with_any_id_leads_into_another_server(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    await fill(house)
    hilda = await stranger(house)
    ids, before = ids_of(house, hilda), kept(house)
    watch, crowd = Watch(house, caplog), Crowd(house, hilda)
    await press_with_every_id(house, crowd, ids, watch, press_kinds(house))
    await send_with_every_id(house, crowd, ids, watch)
    await watch.end(everything=True)
    assert kept(house) == before


async def test_who_is_no_librarian_does_nothing_of_a_librarians_and_nothing_with_what_is_anothers(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    await fill(house)
    pressed, opened = everything_drawn(house), drawn_forms(house)
    before, watch = kept(house), Watch(house, caplog)
    for forged, values in pressed:
        reply = await house.bob.forge(forged, values=values)
        kind = forged.split(":")[0]
        if kind in FOR_ADMINS:
            assert reply.content == ADMINS_ONLY, forged
        elif not FOR_MEMBERS.fullmatch(kind):
            assert reply.content == librarians_only(house), forged
            assert reply.modal is None, forged
        elif not kind.startswith("article."):  # these anybody reads
            watch.look_at(reply, forged)
    for forged in opened:
        reply = await house.bob.forge_form(forged, {"text": "Mine"})
        watch.look_at(reply, forged)
        if forged.split(":")[0] not in FORMS_FOR_MEMBERS:
            assert reply.content.startswith((librarians_only(house), *FORGOTTEN)), forged
    await watch.end()
    assert kept(house, but=house.bob) == before


async def test_who_is_no_librarian_runs_no_command_of_theirs_and_is_offered_nothing(
    house: House,
) -> None:
    before = kept(house)
    for command in commands(house):
        name = command.qualified_name
        if not name.startswith("library "):
            continue
        given = {one.name: KNOWN for one in command.parameters if one.required}
        reply = await house.bob.slash(name, given)
        assert reply.content == librarians_only(house), name
        assert reply.modal is None, name
        for parameter in command.parameters:
            if parameter.autocomplete:
                assert await house.bob.autocomplete(name, parameter.name, "") == [], name
    assert kept(house) == before


async def test_who_was_a_librarian_does_nothing_any_more_with_what_they_had_before_them(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    forms = await fill(house)
    pressed = everything_drawn(house)
    await house.librarian.loses(house.librarians)
    before, watch = kept(house), Watch(house, caplog)
    for forged, values in pressed:
        kind = forged.split(":")[0]
        if kind not in FOR_ADMINS and not FOR_MEMBERS.fullmatch(kind):
            reply = await house.librarian.forge(forged, values=values)
            assert reply.content == librarians_only(house), forged
            assert reply.modal is None, forged
    assert kept(house) == before
    assert list(forms) == [
        kind
        for kind in form_kinds(house)
        if kind not in FORMS_FOR_MEMBERS and not OF_GROUPS.match(kind)
    ]
    for kind, form in forms.items():
        reply = await form.submit(filled(form))
        assert reply.content.startswith(librarians_only(house)), kind
    assert kept(house, but=house.librarian)[0] == before[0]
    await watch.end()


@pytest.mark.proof
@pytest.mark.parametrize("name", ["alice", "librarian"])
async def test_who_takes_one_thing_of_theirs_for_another_gets_a_sentence(
    house: House, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    await fill(house)
    ids = ids_in(house.folder, house.guild.id)
    person = getattr(house, name)
    for kind in press_kinds(house):
        for id_ in ids.one_each.values():
            for values in (None, [id_]):
                reply = await person.forge(custom_id(kind, id_), values=values)
                assert "(reference" not in reply.text, f"{kind} of {id_}"
    assert [each for each in caplog.records if each.levelno >= logging.ERROR] == []
