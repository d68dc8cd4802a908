"""Texts that would like to be more than text, and a judge of everything the bot says to anybody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.bot.ui.test_safe_text import FOUND_ANYWHERE, INVISIBLE
from tests.stories.intruding import objects_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.playground.server import Person
    from tests.stories.house import House

ZWJ = "\u200d"

TEXTS = (
    "@everyone",
    "@here",
    "<@123456789012345678>",
    "<@&234567890123456789>",
    "<#345678901234567890>",
    "[https://discord.com](https://evil.example)",
    "<https://evil.example/a>",
    "``` unclosed",
    "`code` and ``more",
    "|| unclosed",
    "**bold** __under__ ~~gone~~ *a* _b_",
    "# heading",
    "-# small",
    "> quoted",
    ">>> quoted to the end",
    "- item",
    "1. item",
    "</setup roles:0>",
    "<t:99999999999999:F>",
    "<id:customize>",
    "<:smile:1234567890123456>",
    "discord.gg/evil",
    "\u202eevil\u202c \u2066evil\u2069 words",
    "nul \x00 bell \x07 words",
    "Z" + "\u0301\u0327" * 400 + "algo",
    ZWJ.join("👩" * 120),
    "👩‍👩‍👧‍👦" * 40,
    "{user.token} {0} {} %s%n ${HOME}",
    "'; DROP TABLE articles; --",
    "word " * 70,
    "W" * 290,
)
"""What people may write. Each is shown as it was written, or cut, and does nothing.

The first ids stand for a bystander's, and that of a role of theirs.
"""

EMPTY = ("\u200b\u200d\u2060", "\u3164", " \t ", "\u202e")
"""Texts in which there is nothing to be seen."""

_LONG = 60
_AT_BEGIN = ("#", "-", ">", "1.", "`", "|")
_MARKDOWN = frozenset({"content", "description", "title", "value"})
_PLAIN = frozenset({"label", "placeholder", "text", "name"})
_NO_MARKDOWN = frozenset({"custom_id", "component", "label"})
_OURS = re.compile(r"<t:\d{1,11}:[a-zA-Z]>|<@&?\d+>|<#\d+>|\(or http://\)")
_FENCES = re.compile(r"(?<!\\)(?:```|\|\||~~|__)|^(?:#{1,3} |>>> |- |\d+\. )", re.MULTILINE)


class Judge:
    """Reads all that the bot says from here on.

    Args:
        house: Where it says it.
        bystander: Whom nobody mentions.
    """

    def __init__(self, house: House, bystander: Person) -> None:
        self._house = house
        (role,) = bystander.guild.members[bystander.id].roles
        self._not_to_be_mentioned = (str(bystander.id), str(role))
        self.texts = [
            text.replace("123456789012345678", str(bystander.id)).replace(
                "234567890123456789", str(role)
            )
            for text in TEXTS
        ]
        self._read = len(house.stand_in.requests)

    @property
    def lines(self) -> list[str]:
        """The texts as fewer lines; what is long, or acts at a line's begin, has one of its own."""
        alone = [one for one in self.texts if len(one) > _LONG or one.startswith(_AT_BEGIN)]
        others = [one for one in self.texts if one not in alone]
        return alone + [
            " ".join(others[number : number + 3]) for number in range(0, len(others), 3)
        ]

    def said(self) -> list[tuple[str, str, bool]]:
        """Return what was said since the last time: where, the text, whether it is markdown."""
        new = self._house.stand_in.requests[self._read :]
        self._read += len(new)
        return [(place, text, md) for one in new for place, text, md in _texts_in(one.body)]

    def judge(self, written: str) -> None:
        """Look that a text is nowhere more than text; raises AssertionError."""
        for place, text, is_markdown in self.said():
            where = f"{place} of {written!r}: {text!r}"
            assert not INVISIBLE.search(text), where
            if not is_markdown:
                continue
            found = FOUND_ANYWHERE.findall(_OURS.sub(self._unless_hostile, text))
            assert found == [], f"{found} in {where}"
            assert not _FENCES.search(text), where

    def _unless_hostile(self, match: re.Match[str]) -> str:
        """Take out what the bot itself mentions."""
        hostile = any(id_ in match[0] for id_ in (*self._not_to_be_mentioned, "345678901234567890"))
        return match[0] if hostile else ""


def _texts_in(body: object) -> Iterator[tuple[str, str, bool]]:
    for part in objects_in(body):
        # Forms and menus render no markdown; what was typed is in fields that only its writer sees.
        plain = not _NO_MARKDOWN.isdisjoint(part)
        for key, text in part.items():
            if isinstance(text, str) and key in _MARKDOWN | _PLAIN:
                is_field = "inline" in part
                if key != "value" or is_field:
                    yield (
                        key,
                        text,
                        key == "content" or is_field or (key in _MARKDOWN and not plain),
                    )
