"""The options of a slash command: what a person can give, and what of it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.server.people.errors import Impossible
from bot.playground.server.rules.choices import MAX_INTEGER, OptionType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bot.playground.server.people.choosing import Chooser
    from bot.playground.server.world.models import Json

_LONGEST = 6000


def given_options(
    offered: Iterable[Json],
    given: Mapping[str, object],
    chooser: Chooser,
    upload: Callable[[object], str],
    typing: str | None = None,
) -> list[Json]:
    """Return the options that a person fills in, as they are sent.

    Args:
        offered: The options of the command.
        given: What they give, by name.
        chooser: Names people, roles and channels.
        upload: Takes a file and returns its id.
        typing: The option in which they are still typing; nothing is required then.

    Raises:
        Impossible: An option is missing, is unknown, or does not take its value.
    """
    offered = list(offered)
    names = [each["name"] for each in offered]
    unknown = [name for name in given if name not in names]
    if unknown:
        raise Impossible(f"there is no option {unknown[0]!r}, only {names}")
    options = []
    for option in offered:
        name = option["name"]
        if given.get(name) is None:
            if option.get("required") and typing is None:
                raise Impossible(f"the option {name!r} is required")
            continue
        sent: Json = {"name": name, "type": option["type"]}
        if name == typing:
            options.append(sent | {"value": _typed(option, given[name]), "focused": True})
        else:
            options.append(sent | {"value": _value(option, given[name], chooser, upload)})
    return options


def _typed(option: Json, value: object) -> str:
    if not option.get("autocomplete"):
        raise Impossible(f"the option {option['name']!r} completes nothing")
    return str(value)


def _value(
    option: Json, value: object, chooser: Chooser, upload: Callable[[object], str]
) -> object:
    kind = OptionType(option["type"])
    what = f"the option {option['name']!r}"
    if option.get("choices"):
        return _choice(option, value, what)
    if kind is OptionType.ATTACHMENT:
        return upload(value)
    if kind is OptionType.CHANNEL:
        return chooser.channel(value, what, frozenset(option.get("channel_types") or ()))
    named = {
        OptionType.USER: chooser.user,
        OptionType.ROLE: chooser.role,
        OptionType.MENTIONABLE: chooser.mentionable,
    }
    if kind in named:
        return named[kind](value, what)
    plain = {OptionType.STRING: _string, OptionType.BOOLEAN: _boolean}
    return plain.get(kind, _number)(option, value, what)


def _choice(option: Json, value: object, what: str) -> object:
    for each in option["choices"]:
        if value in (each["name"], each["value"]):
            return each["value"]
    offered = [each["name"] for each in option["choices"]]
    raise Impossible(f"{what} does not offer {value!r}, only {offered}")


def _string(option: Json, value: object, what: str) -> str:
    if not isinstance(value, str):
        raise Impossible(f"{what} takes text, not {value!r}")
    low = max(1, option.get("min_length") or 1)
    high = option.get("max_length") or _LONGEST
    if not low <= len(value) <= high:
        raise Impossible(f"{what} takes {low} to {high} characters, not {len(value)}")
    return value


def _boolean(_option: Json, value: object, what: str) -> bool:
    if not isinstance(value, bool):
        raise Impossible(f"{what} takes True or False, not {value!r}")
    return value


def _number(option: Json, value: object, what: str) -> float:
    whole = option["type"] == OptionType.INTEGER
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
        raise Impossible(f"{what} takes a {'whole ' if whole else ''}number, not {value!r}")
    low = option.get("min_value", -MAX_INTEGER)
    high = option.get("max_value", MAX_INTEGER)
    if not low <= value <= high:
        raise Impossible(f"{what} takes {low} to {high}, not {value}")
    return value
