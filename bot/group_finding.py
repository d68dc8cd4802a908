"""Which group a command is about: its channel's, else the only one of who asks, else they choose.

Nobody learns here of a group that they are neither in nor may run: not its name, and not whether
there is one.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakValueDictionary

import discord

from bot.accountability.models.groups import GroupState, Standing
from bot.authority import guild_of
from bot.errors import Gone, NotAllowed
from bot.ui import answering, group_choice
from bot.ui import help as help_pages

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.groups import Member, PeerGroup
    from bot.services import Services
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply
    from bot.ui.routes import Routes

    Data = Mapping[str, Any]
    Handler = Callable[[Interaction, PeerGroup, Data], Awaitable[None]]

_MEMO = "group"


@dataclass(frozen=True, slots=True)
class _Asker:
    """Who asks, and where: what decides which group is meant."""

    guild_id: int
    user_id: int
    manages: bool
    channel_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Action:
    """What a command does once its group is known."""

    handler: Handler
    run: bool
    once: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """The groups that may be meant; where there is none, what to say."""

    groups: tuple[PeerGroup, ...]
    otherwise: Reply | None = None
    refusal: str = ""


class GroupFinder:
    """Finds the group of a command, and of a press, and asks again who may.

    Args:
        services: Where the groups are kept.
        routes: For the buttons of the question which group is meant.
    """

    def __init__(self, services: Services, routes: Routes) -> None:
        self._desk = services.desk
        self._follow_up = services.follow_up
        self._actions: dict[str, _Action] = {}
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        routes.on_press("group.choose", self._chosen)
        routes.on_press("group.about", self._about)

    def on(self, action: str, handler: Handler, *, run: bool = False, once: bool = False) -> None:
        """Call `handler` for an action, with its group and what `run` was given.

        Args:
            action: Its name; one handler each.
            handler: What answers; a button may have been pressed in between, so that it shows its
                answer with `answering.show`.
            run: Whether it is for those who run the group; else for its members.
            once: It changes something at once: the buttons work for one press.
        """
        if action in self._actions:
            raise ValueError(f"{action} has a handler already")
        self._actions[action] = _Action(handler, run, once)

    async def run(self, interaction: Interaction, action: str, data: Data | None = None) -> None:
        """Call the action's handler with its group, now or once somebody has chosen one.

        Args:
            interaction: What is answered.
            action: What `on` was told.
            data: What the handler gets; JSON-able.

        Raises:
            NotAllowed: Who asks may not; the sentence says whom to ask.
        """
        meant = self._actions[action]
        asker = _asker(interaction)
        found = await self._follow_up.run(lambda book: _find(book, asker, run=meant.run))
        if len(found.groups) == 1:
            await meant.handler(interaction, found.groups[0], data or {})
            return
        if found.groups:
            kept = {"action": action, "data": dict(data or {})}
            memo = await self._desk.keep(_MEMO, asker.guild_id, asker.user_id, kept)
            await answering.send(interaction, group_choice.choice(found.groups, memo.id))
            return
        if found.otherwise is None:
            raise NotAllowed(found.refusal)
        await answering.send(interaction, found.otherwise)

    async def resume(
        self, interaction: Interaction, action: str, group_id: str, data: Data
    ) -> None:
        """Go on with an action in a group that was found before; asks again who may.

        Raises:
            NotAllowed: Who asks may not any more.
            Gone: The group has ended.
        """
        meant = self._actions[action]
        group = await self.of_press(interaction, group_id, run=meant.run)
        if group.state is GroupState.ENDED:
            raise Gone(group_choice.NOT_IN_IT)
        await meant.handler(interaction, group, data)

    async def candidates(
        self, interaction: Interaction, *, run: bool = False
    ) -> tuple[PeerGroup, ...]:
        """Return the groups that may be meant: for what is offered while somebody types.

        It is empty where who asks is in none, or may run none.
        """
        asker = _asker(interaction)
        return (await self._follow_up.run(lambda book: _find(book, asker, run=run))).groups

    async def of_press(
        self, interaction: Interaction, group_id: str, *, run: bool = False
    ) -> PeerGroup:
        """Return the group that a button names, in a server or in a DM.

        Args:
            interaction: The press.
            group_id: Untrusted.
            run: Whether only those who run the group may press; else its members.

        Raises:
            NotAllowed: Who presses may not, or there is no such group: they are told the same.
        """
        group = await self._follow_up.run(lambda book: book.rows.groups.get(group_id))
        if group is None:
            raise NotAllowed(group_choice.NOT_IN_IT)
        if run:
            await self.require_runs(interaction, group)
        else:
            await self.member(interaction, group)
        return group

    async def member(self, interaction: Interaction, group: PeerGroup) -> Member:
        """Return who asks as a member of the group; raises NotAllowed unless they have joined."""
        user_id = interaction.user.id
        member = await self._follow_up.run(lambda book: book.rows.members.get(group.id, user_id))
        if not _is_there(interaction, group) or member is None or not member.joined:
            raise NotAllowed(group_choice.NOT_IN_IT)
        return member

    async def require_runs(self, interaction: Interaction, group: PeerGroup) -> None:
        """Raise NotAllowed, which names who may, unless who asks runs the group.

        Those are its facilitators, and whoever may manage the server in which it is.
        """
        user_id = interaction.user.id
        members = await self._follow_up.run(lambda book: book.rows.members.of_group(group.id))
        own = next((one for one in members if one.user_id == user_id), None)
        here = _is_there(interaction, group)
        if here and (_manages(interaction) or (own is not None and own.runs)):
            return
        if not here or own is None or not own.joined:
            raise NotAllowed(group_choice.NOT_IN_IT)
        raise NotAllowed(group_choice.only_facilitators(_facilitators(members)))

    async def _chosen(self, interaction: Interaction, press: Press) -> None:
        guild_id, user_id = guild_of(interaction), interaction.user.id
        async with self._turns.setdefault(press.id, asyncio.Lock()):
            memo = await self._desk.recall(_MEMO, guild_id, press.id, owner_id=user_id)
            kept = cast("Data", memo.data)
            group_id = press.values[0] if press.values else press.argument
            await self.resume(interaction, kept["action"], group_id, kept["data"])
            if self._actions[kept["action"]].once:
                await self._desk.discard(memo)

    async def _about(self, interaction: Interaction, _press: Press) -> None:
        await answering.show(interaction, help_pages.overview())


def _asker(interaction: Interaction) -> _Asker:
    channel = interaction.channel
    parent_id = channel.parent_id if isinstance(channel, discord.Thread) else None
    return _Asker(
        guild_of(interaction),
        interaction.user.id,
        _manages(interaction),
        tuple(id_ for id_ in (interaction.channel_id, parent_id) if id_ is not None),
    )


def _manages(interaction: Interaction) -> bool:
    return interaction.guild_id is not None and interaction.permissions.manage_guild


def _is_there(interaction: Interaction, group: PeerGroup) -> bool:
    """Tell whether a group may be spoken of where it is asked about: in its server, or in a DM."""
    return interaction.guild_id in {None, group.guild_id}


def _find(book: Accountability, asker: _Asker, *, run: bool) -> _Found:
    mine = book.groups.of_member(asker.guild_id, asker.user_id)
    allowed = _to_run(book, asker) if run else mine
    here = next((group for group in _in_place(book, asker) if group in [*allowed, *mine]), None)
    if here is not None and here in allowed:
        return _Found((here,))
    if here is None and allowed:
        return _Found(tuple(allowed))
    concerned = mine if here is None else [here]
    if run and concerned:
        running = _facilitators(one for group in concerned for one in book.members.of(group.id))
        return _Found((), refusal=group_choice.only_facilitators(running))
    if run and asker.manages:
        return _Found((), refusal=group_choice.NONE_TO_RUN)
    return _Found((), group_choice.not_in_one(_invited(book, asker)))


def _to_run(book: Accountability, asker: _Asker) -> list[PeerGroup]:
    if asker.manages:
        return book.groups.in_guild(asker.guild_id)
    return book.groups.run_by(asker.guild_id, asker.user_id)


def _in_place(book: Accountability, asker: _Asker) -> list[PeerGroup]:
    found = (book.groups.in_channel(asker.guild_id, id_) for id_ in asker.channel_ids)
    return [group for group in found if group is not None]


def _invited(book: Accountability, asker: _Asker) -> list[PeerGroup]:
    own = book.rows.members.of_user(asker.guild_id, asker.user_id)
    return [group for group, member in own if member.standing is Standing.INVITED]


def _facilitators(members: Iterable[Member]) -> list[int]:
    return list(dict.fromkeys(member.user_id for member in members if member.runs))
