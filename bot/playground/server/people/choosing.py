"""Choosing among things: by their labels, or people, roles and channels themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.server.people.errors import Impossible
from bot.playground.server.rules.kinds import Kind
from bot.playground.server.world.access import can_view
from bot.playground.server.world.models import Channel, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.playground.server.interactions import Resolved
    from bot.playground.server.people.components import Menu, Option
    from bot.playground.server.world.world import World


def chosen_labels(options: Sequence[Option], labels: Sequence[object], what: str) -> list[str]:
    """Return the values of the options with these labels.

    Raises:
        Impossible: One is not offered, offered twice, or named twice.
    """
    values = []
    for label in labels:
        found = [each.value for each in options if label in (each.label, each.value)]
        if not found:
            offered = ", ".join(repr(each.label) for each in options)
            raise Impossible(f"{what} does not offer {label!r}, only {offered}")
        if len(found) > 1:
            raise Impossible(f"{what} offers {label!r} more than once; name its value instead")
        values += found
    if len(set(values)) < len(values):
        raise Impossible(f"{what}: something was chosen twice")
    return values


def check_count(count: int, low: int, high: int, what: str) -> None:
    """Refuse to choose too few or too many.

    Raises:
        Impossible: The number is not within the bounds.
    """
    if not low <= count <= high:
        asked = str(low) if low == high else f"{low} to {high}"
        raise Impossible(f"{what} asks for {asked}, and {count} were chosen")


class Chooser:
    """Chooses as one person in one place, and collects what was named.

    Args:
        world: Where everything is.
        user_id: Who chooses.
        guild_id: The server in which they choose, None in a DM.
        resolved: Collects what was chosen.
    """

    def __init__(
        self, world: World, user_id: int, guild_id: int | None, resolved: Resolved
    ) -> None:
        self._world = world
        self._user_id = user_id
        self._guild_id = guild_id
        self._resolved = resolved

    def values(self, menu: Menu, chosen: Sequence[object], what: str) -> list[str]:
        """Return what a select menu sends when these are chosen.

        Raises:
            Impossible: Something is not offered, or it is too few or too many.
        """
        check_count(len(chosen), menu.low, menu.high, what)
        if menu.kind is Kind.STRING_SELECT:
            return chosen_labels(menu.options, chosen, what)
        values = [self._value(menu, each, what) for each in chosen]
        if len(set(values)) < len(values):
            raise Impossible(f"{what}: something was chosen twice")
        return values

    def user(self, chosen: object, what: str, *, only_members: bool = False) -> str:
        """Name somebody; a menu offers only who is there."""
        user_id = getattr(chosen, "id", None)
        if user_id not in self._world.users:
            raise Impossible(f"{what} takes people, and {chosen!r} is nobody")
        if only_members and not self._is_here(user_id):
            raise Impossible(f"{what} offers only members, and {chosen!r} is none")
        return self._resolved.add_user(user_id)

    def role(self, chosen: object, what: str) -> str:
        """Name a role of this server."""
        if not isinstance(chosen, Role) or chosen.guild_id != self._guild_id:
            raise Impossible(f"{what} takes roles of this server, not {chosen!r}")
        return self._resolved.add_role(chosen)

    def channel(self, chosen: object, what: str, types: frozenset[int] = frozenset()) -> str:
        """Name a channel of this server that the person sees and that is of the right type."""
        if not isinstance(chosen, Channel) or chosen.guild_id != self._guild_id:
            raise Impossible(f"{what} takes channels of this server, not {chosen!r}")
        if not can_view(self._world, self._user_id, chosen):
            raise Impossible(f"{what}: #{chosen.name} is hidden")
        if types and chosen.type not in types:
            raise Impossible(f"{what} does not take a channel like #{chosen.name}")
        return self._resolved.add_channel(chosen)

    def mentionable(self, chosen: object, what: str, *, only_members: bool = False) -> str:
        """Name somebody or a role."""
        if isinstance(chosen, Role):
            return self.role(chosen, what)
        return self.user(chosen, what, only_members=only_members)

    def _value(self, menu: Menu, chosen: object, what: str) -> str:
        if menu.kind is Kind.USER_SELECT:
            return self.user(chosen, what, only_members=True)
        if menu.kind is Kind.ROLE_SELECT:
            return self.role(chosen, what)
        if menu.kind is Kind.CHANNEL_SELECT:
            return self.channel(chosen, what, menu.channel_types)
        return self.mentionable(chosen, what, only_members=True)

    def _is_here(self, user_id: int) -> bool:
        if self._guild_id is None:
            return user_id in (self._user_id, self._world.bot.id)
        return self._world.member(self._guild_id, user_id) is not None
