"""From what the page sends to what people choose: users, roles, places, files, by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.server.people.errors import Impossible
from bot.playground.server.rules.choices import OptionType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.playground.server.world.models import HasId, Json
    from bot.playground.server.world.world import World

_NAMED = frozenset({OptionType.USER, OptionType.CHANNEL, OptionType.ROLE, OptionType.MENTIONABLE})

Files = dict[str, tuple[str, bytes]]
"""The files of a request, by the name of their field: name and content."""


def thing(world: World, value: object) -> HasId:
    """Return the user, role, channel or thread of an id.

    Raises:
        Impossible: There is nothing with that id.
    """
    number = int(value) if isinstance(value, str) and value.isdecimal() else -1
    roles = (guild.roles.get(number) for guild in world.guilds.values())
    found = (
        world.users.get(number)
        or world.channels.get(number)
        or next((role for role in roles if role is not None), None)
    )
    if found is None:
        raise Impossible("what was chosen is not here any more")
    return found


def options(
    world: World, offered: Iterable[Json], given: Mapping[str, object], files: Files
) -> dict[str, object]:
    """Return the options of a command as a person gives them."""
    kinds = {each["name"]: each["type"] for each in offered}
    return {name: _option(world, kinds.get(name), value, files) for name, value in given.items()}


def uploads(value: object, files: Files) -> list[object]:
    """Return the files that stand in a field of a form.

    Raises:
        Impossible: One did not come with the request.
    """
    names = value.get("files") if isinstance(value, dict) else None
    return [_file(name, files) for name in names] if isinstance(names, list) else []


def _option(world: World, kind: int | None, value: object, files: Files) -> object:
    if kind in _NAMED:
        return thing(world, value)
    if kind == OptionType.ATTACHMENT:
        return _file(value.get("file") if isinstance(value, dict) else None, files)
    return value


def _file(name: object, files: Files) -> tuple[str, bytes]:
    if not isinstance(name, str) or name not in files:
        raise Impossible("the file did not arrive: choose it again")
    return files[name]


def chosen(world: World, values: Sequence[object], *, is_text: bool) -> list[object]:
    """Return what was chosen in a menu: values of lines, or what is behind ids."""
    return list(values) if is_text else [thing(world, each) for each in values]
