"""Finding the command that a person means, as far as Discord's client offers it to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.playground.server.people.errors import Impossible
from bot.playground.server.rules.choices import OptionType
from bot.playground.server.world.access import can_send, can_view, permissions
from bot.playground.server.world.models import ChannelType, CommandType
from bot.playground.server.world.permissions import Permission

if TYPE_CHECKING:
    from bot.playground.server.people.person import Person
    from bot.playground.server.world.models import ApplicationCommand, Channel, Json
    from bot.playground.server.world.world import World

_IN_GUILD, _IN_DM = 0, 1
_WITHOUT_LINE = frozenset({ChannelType.CATEGORY, ChannelType.FORUM})
_BRANCHES = frozenset({OptionType.SUB_COMMAND, OptionType.SUB_COMMAND_GROUP})


@dataclass(frozen=True, slots=True)
class Chosen:
    """A command, down to the subcommand.

    Attributes:
        command: As it is registered.
        path: The subcommand's names and types below the command.
        options: What can be given.
    """

    command: ApplicationCommand
    path: tuple[tuple[str, int], ...]
    options: tuple[Json, ...]

    def data(self, options: list[Json]) -> Json:
        """Return the command in Discord's JSON, with these options given."""
        for name, kind in reversed(self.path):
            options = [{"name": name, "type": kind, "options": options}]
        data: Json = {
            "id": str(self.command.id),
            "name": self.command.name,
            "type": int(self.command.type),
            "options": options,
        }
        if self.command.guild_id is not None:
            data["guild_id"] = str(self.command.guild_id)
        return data


def find_slash_command(person: Person, channel: Channel, name: str) -> Chosen:
    """Return what a person chooses by typing `/name`, e.g. "library add".

    Raises:
        Impossible: There is no such command for them here, or its subcommand is missing.
    """
    first, *rest = name.split()
    command = _find(person, channel, CommandType.CHAT_INPUT, first)
    if not can_talk(person.world, person.id, channel):
        raise Impossible(f"{person.name} cannot write in #{channel.name}, nor use commands there")
    path: list[tuple[str, int]] = []
    options = command.body.get("options") or []
    for word in rest:
        found = [each for each in options if each["name"] == word and each["type"] in _BRANCHES]
        if not found:
            raise Impossible(f"there is no command /{name}: {_branches(first, path, options)}")
        path.append((word, found[0]["type"]))
        options = found[0].get("options") or []
    if any(each["type"] in _BRANCHES for each in options):
        raise Impossible(f"/{name} needs a subcommand: {_branches(first, path, options)}")
    return Chosen(command, tuple(path), tuple(options))


def offered_commands(person: Person, channel: Channel) -> list[ApplicationCommand]:
    """Return the commands that Discord's client offers a person in a channel."""
    world = person.world
    is_there = channel.guild_id is None or world.member(channel.guild_id, world.bot.id) is not None
    if not is_there or not can_talk(world, person.id, channel):
        return []
    usable = world.usable_commands(channel.guild_id)
    return [each for each in usable if _refusal(person, channel, each) is None]


def can_talk(world: World, user_id: int, channel: Channel) -> bool:
    """Tell whether there is a line to write in, for this user in this channel."""
    return channel.type not in _WITHOUT_LINE and can_send(world, user_id, channel)


def find_context_command(
    person: Person, channel: Channel, kind: CommandType, name: str
) -> ApplicationCommand:
    """Return the command of a context menu.

    Raises:
        Impossible: There is no such command for them here.
    """
    return _find(person, channel, kind, name)


def _find(person: Person, channel: Channel, kind: CommandType, name: str) -> ApplicationCommand:
    world = person.world
    if not can_view(world, person.id, channel):
        raise Impossible(f"{person.name} does not see #{channel.name}")
    if channel.guild_id is not None and world.member(channel.guild_id, world.bot.id) is None:
        raise Impossible("the bot is not in this server, and neither are its commands")
    offered = [each for each in world.usable_commands(channel.guild_id) if each.type is kind]
    found = [each for each in offered if each.name == name]
    if not found:
        raise Impossible(f"there is no command {name!r}, only {[each.name for each in offered]}")
    why_not = [_refusal(person, channel, each) for each in found]
    for command, why in zip(found, why_not, strict=True):
        if why is None:
            return command
    raise Impossible(f"{person.name} is not offered {name!r}: {why_not[0]}")


def _refusal(person: Person, channel: Channel, command: ApplicationCommand) -> str | None:
    """Return why Discord's client hides a command, None when it shows it."""
    body = command.body
    contexts = body.get("contexts")
    if contexts is None:
        contexts = [_IN_GUILD, _IN_DM] if body.get("dm_permission", True) else [_IN_GUILD]
    if 0 not in (body.get("integration_types") or [0]):
        return "it is not for servers that installed the application"
    if channel.guild_id is None:
        return None if _IN_DM in contexts else "it is not for DMs"
    if _IN_GUILD not in contexts:
        return "it is not for servers"
    bits = permissions(person.world, person.id, channel)
    if body.get("nsfw") and not channel.nsfw:
        return "it is for age-restricted channels only"
    return _lacking(bits, body.get("default_member_permissions"))


def _lacking(bits: int, needed: str | None) -> str | None:
    """Return what is missing of a command's default permissions; 0 stands for administrators."""
    if not bits & Permission.USE_APPLICATION_COMMANDS:
        return "they may not use commands here"
    if needed is None or bits & Permission.ADMINISTRATOR:
        return None
    if int(needed) == 0:
        return "it is for administrators"
    missing = Permission(int(needed) & ~bits)
    return f"they lack {missing.name or int(missing)}" if missing else None


def _branches(first: str, path: list[tuple[str, int]], options: list[Json]) -> str:
    begin = " ".join([first, *(name for name, _ in path)])
    return ", ".join(f"/{begin} {each['name']}" for each in options) or "it has none"
