"""Buttons and menus that outlive a restart: one dynamic item for all, routed by its `custom_id`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self, cast

import discord

from bot.ui.reply import Button, ChannelMenu, Link, Menu, RoleMenu, UserMenu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.reply import Row

Interaction = discord.Interaction[Any]

PATTERN = re.compile(
    r"(?P<kind>[a-z]+\.[a-z_]+):(?P<id>[A-Za-z0-9_-]{1,32})(?::(?P<argument>[A-Za-z0-9_-]{0,24}))?"
)


@dataclass(frozen=True, slots=True)
class Press:
    """What was pressed, as it came from Discord: untrusted, to be looked up.

    Attributes:
        kind: What the button does ("ask.share").
        id: To what.
        argument: A little more, or "".
        values: What was chosen in a menu.
    """

    kind: str
    id: str
    argument: str = ""
    values: tuple[str, ...] = ()


class Listener(Protocol):
    """Whatever takes presses: the client."""

    async def pressed(self, interaction: Interaction, press: Press) -> None:
        """Handle one press, and answer it."""


def custom_id(kind: str, id_: str, argument: str = "") -> str:
    """Return the `custom_id` of a button; raises ValueError if it can't be read back."""
    text = f"{kind}:{id_}:{argument}" if argument else f"{kind}:{id_}"
    match = PATTERN.fullmatch(text)
    if match is None or match.group("kind", "id", "argument") != (kind, id_, argument or None):
        raise ValueError(f"{text!r} can't be a custom_id")
    return text


class PressItem(discord.ui.DynamicItem[discord.ui.Item[Any]], template=PATTERN):
    """Any button or menu of ours, found again by its `custom_id` alone."""

    def __init__(self, item: discord.ui.Item[Any], press: Press) -> None:
        super().__init__(item)
        self.press = press

    @classmethod
    async def from_custom_id(
        cls,
        interaction: Interaction,
        item: discord.ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """Make the item again from what came back."""
        data = cast("dict[str, Any]", interaction.data or {})
        values = tuple(str(value) for value in data.get("values", ()))
        return cls(item, Press(match["kind"], match["id"], match["argument"] or "", values))

    async def callback(self, interaction: Interaction) -> None:
        """Hand the press to the client, which knows who listens."""
        listener = cast("Listener", interaction.client)
        await listener.pressed(interaction, self.press)


def view_of(rows: Sequence[Row]) -> discord.ui.View:
    """Make the view of some rows.

    It is stopped from the start: discord.py then sends it and forgets it. A view that it remembers
    takes its dynamic items out of the dispatch for good when it times out, which every ephemeral
    one does after 15 minutes.
    """
    view = discord.ui.View(timeout=None)
    for place, row in enumerate(rows):
        if isinstance(row, tuple):
            for button in row:
                view.add_item(_button(button, place))
        else:
            view.add_item(_menu(row, place))
    view.stop()
    return view


def _button(button: Button | Link, place: int) -> discord.ui.Item[Any]:
    if isinstance(button, Link):
        return discord.ui.Button(label=button.label, url=button.url, row=place)
    made = discord.ui.Button[Any](
        label=button.label,
        style=button.style.value,
        custom_id=custom_id(button.kind, button.id, button.argument),
        disabled=button.disabled,
        row=place,
    )
    return PressItem(made, Press(button.kind, button.id, button.argument))


def _menu(menu: Menu | RoleMenu | UserMenu | ChannelMenu, place: int) -> discord.ui.Item[Any]:
    shared: dict[str, Any] = {
        "placeholder": menu.placeholder,
        "custom_id": custom_id(menu.kind, menu.id, menu.argument),
        "min_values": menu.least,
        "max_values": menu.most,
        "row": place,
    }
    made: discord.ui.Item[Any]
    match menu:
        case RoleMenu():
            made = discord.ui.RoleSelect[Any](default_values=_objects(menu, discord.Role), **shared)
        case UserMenu():
            made = discord.ui.UserSelect[Any](default_values=_objects(menu, discord.User), **shared)
        case ChannelMenu():
            made = discord.ui.ChannelSelect[Any](
                channel_types=[discord.ChannelType.text],
                default_values=_objects(menu, discord.TextChannel),
                **shared,
            )
        case Menu():
            made = discord.ui.Select[Any](
                options=[
                    discord.SelectOption(
                        label=option.label,
                        value=option.value,
                        description=option.description or None,
                        default=option.chosen,
                    )
                    for option in menu.options
                ],
                **shared,
            )
    return PressItem(made, Press(menu.kind, menu.id, menu.argument))


def _objects(menu: RoleMenu | UserMenu | ChannelMenu, kind: type[Any]) -> list[discord.Object]:
    return [discord.Object(number, type=kind) for number in menu.chosen]
