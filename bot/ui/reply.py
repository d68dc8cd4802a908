"""What a person gets to see, as values: text, embeds and rows of buttons. No network in here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import discord

MAX_BUTTONS_IN_ROW = 5
MAX_ROWS = 5


class Style(Enum):
    """How a button looks."""

    PLAIN = discord.ButtonStyle.secondary
    MAIN = discord.ButtonStyle.primary
    GOOD = discord.ButtonStyle.success
    RISKY = discord.ButtonStyle.danger


@dataclass(frozen=True, slots=True)
class Button:
    """A button that works after a restart: `kind` says what it does, `id` to what.

    Attributes:
        label: At most 80 characters.
        kind: The name under which a cog listens ("ask.share").
        id: The random id of a memo, post, article, …: untrusted when it comes back.
        argument: A little more ("2"); letters, digits, `_` and `-`.
        style: How it looks.
        disabled: Whether it can't be pressed.
    """

    label: str
    kind: str
    id: str
    argument: str = ""
    style: Style = Style.PLAIN
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a menu; label, value and description have at most 100 characters."""

    label: str
    value: str
    description: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A select over own options; what was chosen comes back as the press's `values`."""

    kind: str
    id: str
    placeholder: str
    options: tuple[Option, ...]
    argument: str = ""
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class RoleMenu:
    """A select over the server's roles; the chosen ids come back as the press's `values`."""

    kind: str
    id: str
    placeholder: str
    chosen: tuple[int, ...] = ()
    argument: str = ""
    least: int = 0
    most: int = 10


@dataclass(frozen=True, slots=True)
class UserMenu:
    """A select over the server's people; the chosen ids come back as the press's `values`."""

    kind: str
    id: str
    placeholder: str
    chosen: tuple[int, ...] = ()
    argument: str = ""
    least: int = 0
    most: int = 25


@dataclass(frozen=True, slots=True)
class ChannelMenu:
    """A select over the server's text channels; the chosen ids come back as the `values`."""

    kind: str
    id: str
    placeholder: str
    chosen: tuple[int, ...] = ()
    argument: str = ""
    least: int = 1
    most: int = 1


Row = tuple[Button | Link, ...] | Menu | RoleMenu | UserMenu | ChannelMenu


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to be sent; `alt` says in words what a picture shows."""

    name: str
    data: bytes
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """One message: what it says, and what can be pressed.

    Attributes:
        content: At most 2,000 characters.
        embeds: At most ten, 6,000 characters together.
        rows: At most five; a row is up to five buttons, or one menu.
        files: What is attached.
        silent: Whether it rings no phone, where it is posted.
        mentions: Whose phones ring, of those whom the text names; nobody else's ever does.
    """

    content: str = ""
    embeds: tuple[discord.Embed, ...] = ()
    rows: tuple[Row, ...] = ()
    files: tuple[Attachment, ...] = ()
    silent: bool = False
    mentions: tuple[int, ...] = ()
