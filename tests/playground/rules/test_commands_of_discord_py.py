"""What the unmodified discord.py makes of commands passes clean."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Any, Literal

import discord
from discord import app_commands

from bot.playground.server.rules.commands import bulk_faults

if TYPE_CHECKING:
    from bot.playground.server.rules.schema import Schema

GLOBAL = "/applications/{application_id}/commands"
GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"

Command = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu
Interaction = discord.Interaction[discord.Client]


class Tone(enum.Enum):
    WARM = "warm"
    COOL = "cool"


@app_commands.command()
@app_commands.describe(question="What you want to know", private="Keep nothing of it")
@app_commands.guild_only()
async def ask(interaction: Interaction, question: str, *, private: bool = False) -> None:
    """Ask the library."""


@app_commands.command()
@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=True)
async def everything(  # noqa: PLR0913, PLR0917 - one of each kind
    interaction: Interaction,
    file: discord.Attachment,
    where: discord.TextChannel,
    anywhere: discord.abc.GuildChannel,
    thread: discord.Thread,
    who: discord.Member,
    role: discord.Role,
    anyone: discord.User | discord.Role,
    number: app_commands.Range[int, 1, 10],
    share: app_commands.Range[float, 0.0, 1.0],
    text: app_commands.Range[str, 1, 100],
    word: Literal["one", "two"],
    amount: Literal[1, 2],
    tone: Tone = Tone.WARM,
) -> None:
    """Take one of each kind."""


@ask.autocomplete("question")
async def suggest(_interaction: Interaction, _typed: str) -> list[app_commands.Choice[str]]:
    return []


class Library(app_commands.Group):
    """Keep the library"""

    deep = app_commands.Group(name="deep", description="One level further down")

    @app_commands.command()
    @app_commands.rename(title="the-title")
    async def add(self, interaction: Interaction, title: str) -> None:
        """Add an article."""

    @deep.command()
    @app_commands.choices(kind=[app_commands.Choice(name="Markdown", value="md")])
    async def read(self, interaction: Interaction, kind: app_commands.Choice[str]) -> None:
        """Read an article."""


@app_commands.context_menu(name="Ask the library")
async def ask_about(interaction: Interaction, message: discord.Message) -> None:
    pass


@app_commands.context_menu(name="Who is this?")
@app_commands.guild_only()
async def about(interaction: Interaction, user: discord.Member) -> None:
    pass


async def test_commands_are_taken(schema: Schema) -> None:
    client = discord.Client(intents=discord.Intents.default())
    tree = app_commands.CommandTree(client)
    made: list[Command] = [ask, everything, Library(), ask_about, about]
    for command in made:
        tree.add_command(command)
    bodies = [command.to_dict(tree) for command in made]
    assert len(bodies) == 5
    assert bulk_faults(bodies) == []
    assert schema.request_faults("PUT", GLOBAL, bodies) == []
    assert schema.request_faults("PUT", GUILD, bodies) == []
    for body in bodies:
        assert schema.request_faults("POST", GLOBAL, body) == []
