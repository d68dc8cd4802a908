"""What people do with the bot, put into Discord's JSON after what its client would check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.server.interactions import Act, Resolved
from bot.playground.server.people.choosing import Chooser
from bot.playground.server.people.commands import find_context_command, find_slash_command
from bot.playground.server.people.errors import Impossible
from bot.playground.server.people.files import upload
from bot.playground.server.people.options import given_options
from bot.playground.server.rules.callbacks import InteractionType
from bot.playground.server.rules.kinds import Kind
from bot.playground.server.world import payloads
from bot.playground.server.world.access import can_see
from bot.playground.server.world.models import CommandType, Message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.playground.server.people.components import Button, Menu
    from bot.playground.server.people.person import Person
    from bot.playground.server.world.models import Channel, HasId, Json


def running(person: Person, channel: Channel, name: str, given: Mapping[str, object]) -> Act:
    """Return the running of a slash command with these options."""
    chosen = find_slash_command(person, channel, name)
    resolved = Resolved(person.world, person.id, channel.guild_id)
    options = given_options(
        chosen.options, given, _chooser(person, channel, resolved), _uploader(channel, resolved)
    )
    data = chosen.data(options)
    if resolved.json():
        data["resolved"] = resolved.json()
    return Act(InteractionType.COMMAND, data)


def completing(
    person: Person, channel: Channel, name: str, typing: str, given: Mapping[str, object]
) -> Act:
    """Return the typing into one option of a slash command."""
    chosen = find_slash_command(person, channel, name)
    resolved = Resolved(person.world, person.id, channel.guild_id)
    options = given_options(
        chosen.options,
        given,
        _chooser(person, channel, resolved),
        _uploader(channel, resolved),
        typing,
    )
    kind = next(each["type"] for each in chosen.options if each["name"] == typing)
    return Act(InteractionType.AUTOCOMPLETE, chosen.data(options), option_type=kind)


def from_context_menu(
    person: Person, name: str, target: Message | HasId | None, channel: Channel | None
) -> tuple[Channel, Act]:
    """Return the use of a command on a message or a person, and where it happens."""
    if isinstance(target, Message):
        return _on_message(person, name, target)
    return _on_person(person, name, target, channel or person.channel)


def pressing(message: Message, button: Button) -> Act:
    """Return the press of a button of a message."""
    data: Json = {
        "component_type": int(Kind.BUTTON),
        "custom_id": button.custom_id,
        "id": button.id,
    }
    return Act(InteractionType.COMPONENT, data, source=message)


def choosing(person: Person, message: Message, menu: Menu, chosen: Sequence[object]) -> Act:
    """Return the choice in a menu of a message."""
    channel = person.world.channels[message.channel_id]
    resolved = Resolved(person.world, person.id, channel.guild_id)
    chooser = _chooser(person, channel, resolved)
    data: Json = {
        "component_type": int(menu.kind),
        "custom_id": menu.custom_id,
        "id": menu.id,
        "values": chooser.values(menu, chosen, repr(menu.placeholder or menu.custom_id)),
    }
    if menu.kind is not Kind.STRING_SELECT:
        data["resolved"] = resolved.json()
    return Act(InteractionType.COMPONENT, data, source=message)


def forged_press(custom_id: str, source: Message, values: Sequence[str] | None) -> Act:
    """Return the press of a component that is on no message.

    The message comes with the component all the same: discord.py looks for it there, and what
    the bot's own code makes of it is what such a press is for.
    """
    number = 999_999
    if values is None:
        forged: Json = {"type": int(Kind.BUTTON), "style": 2, "label": "Forged"}
    else:
        options = [{"label": each, "value": each} for each in dict.fromkeys(values)]
        forged = {"type": int(Kind.STRING_SELECT), "options": options}
        forged |= {"min_values": 0, "max_values": 25}
    forged |= {"custom_id": custom_id, "id": number}
    data: Json = {"component_type": forged["type"], "custom_id": custom_id, "id": number}
    if values is not None:
        data["values"] = list(values)
    return Act(InteractionType.COMPONENT, data, source=source, forged=forged)


def forged_form(person: Person, custom_id: str, texts: Mapping[str, str], source: Message) -> Act:
    """Return the submission of a form that never opened, as if a button had opened it."""
    parts: list[Json] = []
    for field, text in texts.items():
        number = 2 * len(parts) + 1
        inner = {"type": int(Kind.TEXT_INPUT), "id": number + 1, "custom_id": field, "value": text}
        parts.append({"type": int(Kind.LABEL), "id": number, "component": inner})
    data: Json = {"custom_id": custom_id, "components": parts}
    opened_by: Json = {
        "id": str(person.world.snowflakes.next()),
        "type": int(InteractionType.COMPONENT),
        "user": payloads.user(person.user),
        "authorizing_integration_owners": {},
        "interacted_message_id": str(source.id),
    }
    metadata = {"triggering_interaction_metadata": opened_by}
    return Act(InteractionType.MODAL_SUBMIT, data, source=source, metadata=metadata)


def _on_message(person: Person, name: str, message: Message) -> tuple[Channel, Act]:
    channel = person.world.channels[message.channel_id]
    if not can_see(person.world, person.id, message):
        raise Impossible(f"{person.name} does not see this message")
    if message.ephemeral:
        raise Impossible("a message that only one person sees has no commands")
    command = find_context_command(person, channel, CommandType.MESSAGE, name)
    resolved = Resolved(person.world, person.id, channel.guild_id)
    data: Json = {
        "id": str(command.id),
        "name": command.name,
        "type": int(command.type),
        "target_id": resolved.add_message(message),
        "resolved": resolved.json(),
    }
    metadata = {"target_message_id": str(message.id)}
    return channel, Act(InteractionType.COMMAND, data, metadata=metadata)


def _on_person(
    person: Person, name: str, target: HasId | None, channel: Channel
) -> tuple[Channel, Act]:
    user = person.world.users.get(target.id) if target else None
    if user is None:
        raise Impossible(f"{target!r} is neither a message nor a person")
    command = find_context_command(person, channel, CommandType.USER, name)
    resolved = Resolved(person.world, person.id, channel.guild_id)
    data: Json = {
        "id": str(command.id),
        "name": command.name,
        "type": int(command.type),
        "target_id": resolved.add_user(user.id),
        "resolved": resolved.json(),
    }
    metadata = {"target_user": payloads.user(user)}
    return channel, Act(InteractionType.COMMAND, data, metadata=metadata)


def _chooser(person: Person, channel: Channel, resolved: Resolved) -> Chooser:
    return Chooser(person.world, person.id, channel.guild_id, resolved)


def _uploader(channel: Channel, resolved: Resolved) -> Callable[[object], str]:
    def send_file(file: object) -> str:
        return resolved.add_attachment(upload(resolved.world, channel.id, file))

    return send_file
