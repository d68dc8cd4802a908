"""`python -m bot invite`: the link that brings the bot into a server."""

from __future__ import annotations

import asyncio

import click

from bot.cli.exits import ExitCode, Failure
from bot.discord_token import application_id
from bot.log import logging_set_up
from bot.permissions import NEEDED
from bot.settings import Settings, SettingsError, load_settings

_PAGE = "https://discord.com/developers/applications"


def _as_id(_context: click.Context, _parameter: click.Parameter, value: str | None) -> int | None:
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and 15 <= len(value) <= 20):  # noqa: PLR2004 - as long as Discord's ids are
        # What was typed is not repeated: it may be a token.
        raise click.BadParameter(f"It is a number of 17 to 20 digits; {_PAGE} shows it.")
    return int(value)


@click.command()
@click.option(
    "--application",
    metavar="ID",
    callback=_as_id,
    help="The application's id. Without it, Discord is asked, with the token.",
)
def invite(application: int | None) -> None:
    """Print the link that invites the bot to a server.

    The link asks for the least that the bot needs; each permission is listed with its reason.
    """
    import discord

    found = application or _own_id()
    least = discord.Permissions(**{need.flag: True for need in NEEDED})
    click.echo("Open this link, choose the server, and press Authorize:\n")
    click.echo(discord.utils.oauth_url(found, permissions=least))
    click.echo("\nIt asks for these permissions and no others:\n")
    width = max(len(need.name) for need in NEEDED)
    for need in NEEDED:
        click.echo(f"  {need.name:{width}}  {need.why}")
    click.echo("\nYou need Manage Server there. /setup check tells later whether all is well.")


def _own_id() -> int:
    try:
        settings = load_settings(needs_token=False)
    except SettingsError as error:
        raise Failure(ExitCode.SETTINGS, str(error)) from None
    if settings.discord_token is None:
        raise Failure(
            ExitCode.SETTINGS,
            "Which application is it? Set DISCORD_TOKEN, or give its id with --application;"
            f" {_PAGE} shows it.",
        )
    token = settings.discord_token.get_secret_value()
    with logging_set_up("WARNING", settings.log_format, secrets=[token]):
        return _ask(settings, token)


def _ask(settings: Settings, token: str) -> int:
    import discord

    from bot.cli.faults import failure_for
    from bot.development import in_place_of_discord

    async def ask() -> int | None:
        async with discord.Client(intents=discord.Intents(guilds=True)) as client:
            await client.login(token)
            return client.application_id

    try:
        with in_place_of_discord(settings.stand_in):
            found = asyncio.run(ask())
    except Exception as error:  # noqa: BLE001 - whatever it is becomes a sentence
        failure = failure_for(error)
        found = application_id(token)
        if failure.exit_code != ExitCode.UNREACHABLE or found is None:
            raise failure from None
        click.echo("Discord can't be reached; the link is made from the token.", err=True)
    if found is None:
        raise Failure(ExitCode.UNREACHABLE, "Discord named no application; give --application ID.")
    return found
