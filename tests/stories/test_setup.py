from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.playground.server import Impossible
from bot.ui.help import WELCOME
from tests.stories.house import INVITED

if TYPE_CHECKING:
    from tests.stories.house import House

SEND_MESSAGES = 1 << 11
EMBED_LINKS = 1 << 14


async def test_a_new_server_is_greeted_once_silently_and_can_ask_at_once(house: House) -> None:
    assert house.alice.sees(house.general).count(WELCOME) == 1
    assert house.alice.pings == []
    await house.restart()
    assert house.alice.sees(house.general).count(WELCOME) == 1


async def test_help_has_pages_and_examples(house: House) -> None:
    reply = await house.alice.slash("help")
    assert reply.ephemeral
    assert "What is a productive distraction?" in reply.buttons
    page = await reply.choose("More about …", "Who reads what")
    assert page.text.startswith("**Who reads what**")
    straight = await house.alice.slash("help", topic="privacy")
    assert straight.text.startswith("**Who reads what**")


async def test_setup_is_for_those_who_manage_the_server(house: House) -> None:
    with pytest.raises(Impossible):
        await house.alice.slash("setup check")
    reply = await house.admin.slash("setup check")
    assert "All is well" in reply.text


async def test_librarians_are_chosen_by_role(house: House) -> None:
    await house.services.desk.set_librarian_roles(house.guild.id, [])
    refused = await house.librarian.slash("library list")
    assert refused.text == "Only librarians can do that. Ask an admin of this server."
    reply = await house.admin.slash("setup roles")
    saved = await reply.choose("Who keeps the library?", house.librarians)
    assert saved.text.startswith(f"Saved. Librarians: <@&{house.librarians.id}>")
    assert "articles" in (await house.librarian.slash("library list")).text


async def test_a_missing_permission_is_named_with_its_fix_and_gone_once_it_is_given(
    house: House,
) -> None:
    (role,) = [role for role in house.guild.roles.values() if role.bot_id]
    house.stand_in.world.edit_role(role, permissions=INVITED & ~EMBED_LINKS)
    everyone = house.guild.roles[house.guild.id]
    house.stand_in.world.edit_role(everyone, permissions=everyone.permissions & ~EMBED_LINKS)
    await house.stand_in.settle()
    reply = await house.admin.slash("setup check")
    assert "My role lacks *Embed Links*." in reply.text
    assert "Fix: Server Settings → Roles → Sounding Board → allow them." in reply.text
    house.stand_in.world.edit_role(role, permissions=INVITED)
    await house.stand_in.settle()
    again = await reply.click("Check again")
    assert "All is well" in again.text


async def test_an_example_of_the_help_runs_at_a_click(house: House) -> None:
    reply = await house.alice.slash("help")
    answer = await reply.click("What is a productive distraction?")
    assert answer.ephemeral
    assert "Productive Distractions" in answer.text


async def test_the_welcome_lets_somebody_ask_at_once_and_an_admin_set_up(house: House) -> None:
    welcome = house.alice.finds(WELCOME)
    form = (await welcome.click("Ask something")).modal
    assert form is not None
    answer = await form.submit({form.fields[0]: "what is a prodctive distraction"})
    assert "Productive Distractions" in answer.text
    assert answer.ephemeral
    refused = await welcome.click("Set up")
    assert refused.text == "Only those who may manage this server can do that. Ask an admin."
    steps = await house.admin.finds(WELCOME).click("Set up")
    assert steps.ephemeral
    assert "Who keeps the library?" in steps.text
    assert "All is well" in (await steps.click("Check")).text


async def test_a_server_that_invites_the_running_bot_is_greeted_and_can_ask(house: House) -> None:
    guild = house.add_guild("Latecomers")
    lars = house.stand_in.person("Lars", guild=guild)
    await house.stand_in.settle()
    assert lars.sees().count(WELCOME) == 1
    answer = await lars.slash("ask", question="what is a prodctive distraction")
    assert "Productive Distractions" in answer.text


async def test_where_no_welcome_can_be_posted_the_first_help_says_hello(house: House) -> None:
    world = house.stand_in.world
    guild = world.add_guild("Closed", with_bot=False)
    general = world.channels[guild.system_channel_id or 0]
    world.set_overwrite(general, world.bot, deny=SEND_MESSAGES)
    world.invite_bot(guild)
    hedy = house.stand_in.person("Hedy", guild=guild)
    await house.stand_in.settle()
    assert WELCOME not in hedy.sees()
    assert WELCOME in (await hedy.slash("help")).text
    assert WELCOME not in (await hedy.slash("help")).text
