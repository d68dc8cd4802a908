"""The texts of `/setup`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ui.help import NOW
from bot.ui.reply import Button, Reply, RoleMenu

if TYPE_CHECKING:
    from bot.desk import ServerSettings

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class PlaceCheck:
    """What the bot may not do in one channel.

    Attributes:
        channel_id: The channel.
        missing: The names of the missing permissions as Discord shows them; none: all is well.
    """

    channel_id: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServerCheck:
    """What `/setup check` found.

    Attributes:
        role_missing: What the bot's own role lacks in the whole server.
        here: The channel in which it was asked.
        others: The other channels in which the bot can write, but not do everything.
        hidden: How many channels it can't see; a private channel may well be meant to be one.
        articles: How many articles the library has.
        starters: How many of them are starters.
        librarians: Whether a role of librarians is chosen.
    """

    role_missing: tuple[str, ...]
    here: PlaceCheck
    others: tuple[PlaceCheck, ...]
    hidden: int
    articles: int
    starters: int
    librarians: bool


def start(settings: ServerSettings) -> Reply:
    """Return the first steps, as far as there are any."""
    steps = (
        "**Setting up, two steps**\n"
        "1. Say who keeps the library. Until then it is whoever manages this server.\n"
        "2. See whether I may do what I must here: `/setup check`.\n\n"
        "Ten starter articles are in. Librarians add yours with `/library add`.\n\n"
        f"{_librarians(settings)}"
    )
    return Reply(steps, rows=(_menu(settings), (Button("Check", "setup.check", NOW),)))


def roles(settings: ServerSettings, *, saved: bool = False) -> Reply:
    """Return who keeps the library, with the menu to change it."""
    lead = "Saved. " if saved else ""
    return Reply(
        f"{lead}{_librarians(settings)}\n"
        "They add, edit and remove articles, and answer open questions.",
        rows=(_menu(settings),),
    )


def checked(found: ServerCheck) -> Reply:
    """Return what the check found, each fault with its fix."""
    lines = [*_role_lines(found), *_place_lines(found)]
    if not lines:
        lines = [f"All is well: I may do what I must, here in <#{found.here.channel_id}> too."]
    if found.hidden:
        lines.append(
            f"-# {_count(found.hidden, 'channel')} I can't see. That is fine, if nobody needs me"
            " there."
        )
    lines.append(f"Library: {_count(found.articles, 'article')}{_starters(found)}.")
    if not found.librarians:
        lines.append("No role keeps the library yet: `/setup roles`. Until then, admins do.")
    return Reply("\n".join(lines), rows=((Button("Check again", "setup.check", NOW),),))


def _role_lines(found: ServerCheck) -> list[str]:
    if not found.role_missing:
        return []
    names = ", ".join(f"*{name}*" for name in found.role_missing)
    return [
        f"My role lacks {names}.",
        "Fix: Server Settings → Roles → Sounding Board → allow them.",
        "",
    ]


def _place_lines(found: ServerCheck) -> list[str]:
    lines: list[str] = []
    troubled = [place for place in (found.here, *found.others) if place.missing]
    for place in troubled[:_SHOWN]:
        names = ", ".join(f"*{name}*" for name in place.missing)
        lines.append(f"In <#{place.channel_id}> I lack {names}.")
    if len(troubled) > _SHOWN:
        lines.append(f"And in {_count(len(troubled) - _SHOWN, 'more channel')}.")
    if troubled:
        lines += [
            "Fix: open the channel's settings → Permissions → add Sounding Board → allow them.",
            "",
        ]
    return lines


def _starters(found: ServerCheck) -> str:
    return f", {found.starters} of them starters" if found.starters else ""


def _librarians(settings: ServerSettings) -> str:
    if not settings.librarian_role_ids:
        return "Librarians: whoever manages this server."
    names = ", ".join(f"<@&{role}>" for role in settings.librarian_role_ids)
    return f"Librarians: {names}, and whoever manages this server."


def _menu(settings: ServerSettings) -> RoleMenu:
    return RoleMenu(
        "setup.roles", NOW, "Who keeps the library?", chosen=settings.librarian_role_ids
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
