"""Registering commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.playground.rest.sending import refusal

if TYPE_CHECKING:
    from discord.http import HTTPClient

    from bot.playground.server import StandIn
    from bot.playground.server.world.models import Guild


def slash(name: str, **more: Any) -> Any:  # noqa: ANN401 - JSON
    return {"name": name, "description": f"Do {name}", "type": 1, "options": [], **more}


async def test_a_bulk_overwrite_keeps_the_ids_of_what_stays(
    stand_in: StandIn, http: HTTPClient
) -> None:
    app = stand_in.world.application.id
    first = await http.bulk_upsert_global_commands(app, [slash("ask"), slash("help")])
    second = await http.bulk_upsert_global_commands(
        app, [slash("ask"), slash("library"), {"name": "Ask the library", "type": 3}]
    )

    names = {each["name"]: each for each in second}
    assert set(names) == {"ask", "library", "Ask the library"}
    assert names["ask"]["id"] == first[0]["id"]
    assert names["ask"]["version"] == first[0]["version"]
    assert names["ask"]["default_member_permissions"] is None


async def test_a_change_gives_a_new_version(stand_in: StandIn, http: HTTPClient) -> None:
    app = stand_in.world.application.id
    first = await http.upsert_global_command(app, slash("ask"))
    second = await http.upsert_global_command(app, slash("ask", description="Ask it"))

    assert first["id"] == second["id"]
    assert int(second["version"]) > int(first["version"])


async def test_commands_of_a_server_stand_beside_the_global_ones(
    stand_in: StandIn, http: HTTPClient, guild: Guild
) -> None:
    app = stand_in.world.application.id
    await http.upsert_global_command(app, slash("ask"))
    own: Any = await http.upsert_guild_command(app, guild.id, slash("ask"))

    assert own["guild_id"] == str(guild.id)
    usable = stand_in.world.usable_commands(guild.id)
    assert [each.guild_id for each in usable] == [guild.id, None]
    assert len(await http.get_guild_commands(app, guild.id)) == 1
    await http.delete_guild_command(app, guild.id, own["id"])
    assert await refusal(http.get_guild_command(app, guild.id, own["id"])) == 10063


async def test_an_edit_names_only_what_changes(stand_in: StandIn, http: HTTPClient) -> None:
    app = stand_in.world.application.id
    command = await http.upsert_global_command(app, slash("ask"))

    await http.edit_global_command(app, command["id"], {"description": "Ask the library"})

    told = await http.get_global_command(app, command["id"])
    assert (told["name"], told["description"]) == ("ask", "Ask the library")


async def test_a_name_in_capitals_is_refused(stand_in: StandIn, http: HTTPClient) -> None:
    app = stand_in.world.application.id

    assert await refusal(http.upsert_global_command(app, slash("Ask"))) == 50035
    assert stand_in.violations
    assert stand_in.world.commands_of(None) == []


async def test_two_hundred_creates_a_day_are_the_most(stand_in: StandIn, http: HTTPClient) -> None:
    app = stand_in.world.application.id
    hundred = [slash(f"c{number}") for number in range(100)]
    for _ in range(2):
        await http.bulk_upsert_global_commands(app, hundred)
        await http.bulk_upsert_global_commands(app, [])

    assert await refusal(http.upsert_global_command(app, slash("ask"))) == 30034
    await stand_in.clock.advance(days=1)
    await http.upsert_global_command(app, slash("ask"))


async def test_a_hundred_and_first_command_does_not_fit(
    stand_in: StandIn, http: HTTPClient
) -> None:
    app = stand_in.world.application.id
    await http.bulk_upsert_global_commands(app, [slash(f"c{number}") for number in range(100)])

    assert await refusal(http.upsert_global_command(app, slash("ask"))) == 30032


async def test_another_applications_commands_are_its_own(
    http: HTTPClient, guild: Guild, stand_in: StandIn
) -> None:
    assert await refusal(http.get_global_commands(guild.id)) == 20012
    elsewhere = stand_in.world.add_guild("Elsewhere", with_bot=False)
    app = stand_in.world.application.id
    assert await refusal(http.get_guild_commands(app, elsewhere.id)) == 50001
