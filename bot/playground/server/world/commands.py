"""The application's commands, global and of single servers."""

from bot.playground.server.world.models import ApplicationCommand, CommandType, Json
from bot.playground.server.world.state import WorldState

# What Discord answers for keys that were not sent.
_DEFAULTS: Json = {
    "name_localizations": None,
    "description": "",
    "description_localizations": None,
    "default_member_permissions": None,
    "dm_permission": True,
    "contexts": None,
    "integration_types": [0],
    "nsfw": False,
}
_SENT_ONLY = frozenset({"id", "type"})


class CommandOperations(WorldState):
    """Registration of commands."""

    def commands_of(self, guild_id: int | None) -> list[ApplicationCommand]:
        """Return the commands registered for one server, or globally for None, oldest first."""
        found = [each for each in self.application.commands.values() if each.guild_id == guild_id]
        return sorted(found, key=lambda each: each.id)

    def usable_commands(self, guild_id: int | None) -> list[ApplicationCommand]:
        """Return the commands that exist in a server (None: in DMs), its own before global ones."""
        own = self.commands_of(guild_id) if guild_id is not None else []
        return [*own, *self.commands_of(None)]

    def find_command(
        self, guild_id: int | None, kind: CommandType, name: str
    ) -> ApplicationCommand | None:
        """Return the command of that kind and name registered in that scope."""
        for each in self.commands_of(guild_id):
            if each.type is kind and each.name == name:
                return each
        return None

    def put_command(self, guild_id: int | None, body: Json) -> tuple[ApplicationCommand, bool]:
        """Register a command, replacing one of the same kind and name.

        Returns:
            The command, and whether it is new (which counts against the 200 creates of a day).
        """
        kind = CommandType(body.get("type", 1))
        known = self.find_command(guild_id, kind, body["name"])
        if known is not None:
            return self.change_command(known, body), False
        command = ApplicationCommand(
            id=self.snowflakes.next(),
            application_id=self.application.id,
            version=self.snowflakes.next(),
            guild_id=guild_id,
            type=kind,
            name=body["name"],
            body=_completed(kind, body),
        )
        self.application.commands[command.id] = command
        return command, True

    def change_command(self, command: ApplicationCommand, body: Json) -> ApplicationCommand:
        """Replace what a command was registered with; it gets a new version if that differs."""
        completed = _completed(command.type, body)
        if completed != command.body:
            command.body = completed
            command.name = body["name"]
            command.version = self.snowflakes.next()
        return command

    def remove_command(self, command: ApplicationCommand) -> None:
        """Unregister a command."""
        self.application.commands.pop(command.id, None)


def _completed(kind: CommandType, body: Json) -> Json:
    sent = {key: value for key, value in body.items() if key not in _SENT_ONLY}
    completed = _DEFAULTS | sent | {"type": int(kind)}
    if completed["integration_types"] is None:
        completed["integration_types"] = _DEFAULTS["integration_types"]
    if completed["default_member_permissions"] is not None:
        completed["default_member_permissions"] = str(completed["default_member_permissions"])
    if completed["contexts"] is not None:
        completed["dm_permission"] = 1 in completed["contexts"]
    return completed
