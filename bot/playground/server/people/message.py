"""A message as one person sees it: to read, and to press what is on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.server.people.acts import choosing, pressing
from bot.playground.server.people.components import (
    Button,
    Menu,
    buttons_in,
    menus_in,
    texts_in,
)
from bot.playground.server.people.errors import Impossible
from bot.playground.server.world.access import can_see

if TYPE_CHECKING:
    from bot.playground.server.people.person import Person
    from bot.playground.server.people.reply import Reply
    from bot.playground.server.world.models import Channel, Json, Message


class SeenMessage:
    """One message through the eyes of one person; it follows edits.

    Attributes:
        person: Who sees it.
    """

    def __init__(self, person: Person, message: Message | None) -> None:
        self.person = person
        self._message = message

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SeenMessage) and self.message is other.message

    def __hash__(self) -> int:
        return hash(self.message.id if self.message else None)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.text!r:.200}>"

    @property
    def message(self) -> Message | None:
        """The message in the world; None when there is none (a form opened instead)."""
        return self._message

    @property
    def id(self) -> int:
        """The message's id."""
        return self._there().id

    @property
    def text(self) -> str:
        """All that can be read: content, embeds, components, names of files; a line for each."""
        message = self._visible()
        if message is None:
            return ""
        lines = [message.content]
        for embed in message.embeds:
            lines += embed_texts(embed)
        lines += texts_in(message.components)
        lines += [each.filename for each in message.attachments]
        return "\n".join(line for line in lines if line)

    @property
    def content(self) -> str:
        """The plain text alone."""
        message = self._visible()
        return message.content if message else ""

    @property
    def embeds(self) -> list[Json]:
        """The embeds, as Discord keeps them."""
        message = self._visible()
        return message.embeds if message else []

    @property
    def files(self) -> list[tuple[str, bytes]]:
        """The attached files: name and content."""
        message = self._visible()
        found = []
        for attachment in message.attachments if message else []:
            stored = self.person.world.files.get(attachment.id)
            found.append((attachment.filename, stored.content if stored else b""))
        return found

    @property
    def buttons(self) -> list[str]:
        """The labels of all buttons, those included that are disabled or links."""
        return [each.label for each in self._buttons()]

    @property
    def disabled(self) -> list[str]:
        """The labels of the buttons that cannot be pressed."""
        return [each.label for each in self._buttons() if each.disabled]

    @property
    def links(self) -> dict[str, str]:
        """The addresses of the link buttons, by label."""
        return {each.label: each.url for each in self._buttons() if each.url}

    @property
    def menus(self) -> list[Menu]:
        """The select menus."""
        message = self._visible()
        return menus_in(message.components) if message else []

    @property
    def ephemeral(self) -> bool:
        """Whether nobody else sees it."""
        return self.message is not None and self.message.ephemeral

    @property
    def gone(self) -> bool:
        """Whether it was deleted, or this person sees it no more."""
        return self._visible() is None

    async def click(self, label: str, *, index: int | None = None) -> Reply:
        """Press a button and wait for what comes of it.

        Args:
            label: What stands on it (its emoji when it has no label).
            index: Which one, from 0, when several have that label.

        Raises:
            Impossible: There is no such button, or it cannot be pressed.
            NotAnswered: The bot does not answer.
        """
        message = self._there()
        found = [each for each in self._buttons() if each.label == label]
        if not found:
            raise Impossible(f"there is no button {label!r}, only {self.buttons}")
        if len(found) > 1 and index is None:
            raise Impossible(f"{len(found)} buttons are called {label!r}: say which with index=")
        try:
            button = found[index or 0]
        except IndexError:
            raise Impossible(f"only {len(found)} buttons are called {label!r}") from None
        if button.url is not None:
            raise Impossible(f"{label!r} opens {button.url}: nothing reaches the bot (see `links`)")
        if button.disabled or button.custom_id is None:
            raise Impossible(f"the button {label!r} is disabled")
        return await self.person.act(self._place(), pressing(message, button))

    async def choose(self, which: str, *chosen: object) -> Reply:
        """Choose in a select menu and wait for what comes of it.

        Args:
            which: The menu's placeholder or custom_id.
            chosen: Labels of options; in other menus people, roles or channels.

        Raises:
            Impossible: There is no such menu, or it does not let this be chosen.
            NotAnswered: The bot does not answer.
        """
        message = self._there()
        menus = self.menus
        found = [each for each in menus if which in (each.placeholder, each.custom_id)]
        if not found:
            offered = [each.placeholder or each.custom_id for each in menus]
            raise Impossible(f"there is no menu {which!r}, only {offered}")
        if len(found) > 1:
            raise Impossible(f"{len(found)} menus are called {which!r}: name the custom_id")
        if found[0].disabled:
            raise Impossible(f"the menu {which!r} is disabled")
        act = choosing(self.person, message, found[0], chosen)
        return await self.person.act(self._place(), act)

    def _buttons(self) -> list[Button]:
        message = self._visible()
        return buttons_in(message.components) if message else []

    def _visible(self) -> Message | None:
        message = self.message
        if message is None or not can_see(self.person.world, self.person.id, message):
            return None
        return message

    def _place(self) -> Channel:
        return self.person.world.channels[self._there().channel_id]

    def _there(self) -> Message:
        message = self._visible()
        if message is None:
            raise Impossible(f"{self.person.name} sees no such message: it is gone, or not theirs")
        return message


def embed_texts(embed: Json) -> list[str]:
    """Return what can be read in an embed, from top to bottom."""
    fields = [text for each in embed.get("fields", ()) for text in (each["name"], each["value"])]
    return [
        embed.get("author", {}).get("name", ""),
        embed.get("title", ""),
        embed.get("description", ""),
        *fields,
        embed.get("footer", {}).get("text", ""),
    ]
