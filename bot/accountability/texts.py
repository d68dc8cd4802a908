"""What people type, cleaned where it enters: it is kept as they meant it, without what is unseen.

It stays raw text: where it is shown, it is escaped and cut to fit.
"""

from __future__ import annotations

import unicodedata

import regex  # type: ignore[import-untyped]  # it ships no types

from bot.accountability.errors import InvalidText

LONGEST_NAME = 80

# Controls, half characters, changes of direction, fillers and blanks that nobody sees. Joiners and
# selectors stay: emoji, Persian and Indic scripts need them.
_DROPPED = regex.compile(
    r"[[\p{Cc}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\p{Bidi_Control}"
    r"\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]--[\t\n\u180b-\u180f\u200c\u200d\ufe00-\ufe0f"
    r"\U000e0020-\U000e007f\U000e0100-\U000e01ef]]",
    regex.V1,
)
_LINE_END = regex.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_MARKS = regex.compile(r"(?<=\p{M}{6})\p{M}+")
"""More marks on one letter than any script needs; NFC sorts them in quadratic time."""
_SPACES = regex.compile(r"(?:[^\S\n]|\u2800)+")
_CLUSTER = regex.compile(r"\X")
_VISIBLE = regex.compile(r"[\p{L}\p{N}\p{P}\p{S}]")
_FARTHEST = 4
"""How much of a text is looked at, in limits: hardly anything is dropped of an honest one."""


def clean_text(text: str, limit: int) -> str:
    """Return text in NFC, its lines ending in line feeds, cut to `limit`; "" if none is seen.

    Args:
        text: Whatever was typed.
        limit: The most code points; what people see as one sign is never cut in two.
    """
    text = _LINE_END.sub("\n", text[: _FARTHEST * limit])
    text = unicodedata.normalize("NFC", _MARKS.sub("", _DROPPED.sub("", text)))
    lines = [_SPACES.sub(" ", line).strip() for line in text.split("\n")]
    clean = "\n".join(lines).strip()
    return _cut(clean, limit) if _VISIBLE.search(clean) else ""


def clean_line(text: str, limit: int) -> str:
    """Return text like `clean_text` does, as one line."""
    clean = clean_text(text, _FARTHEST * limit)
    return _cut(" ".join(clean.split()), limit)


def clean_lines(text: str, limit: int, most: int) -> tuple[str, ...]:
    """Return the lines in which something is seen: `most` of them, each cut to `limit`."""
    lines = clean_text(text, _FARTHEST * limit * most).split("\n")
    return tuple(filter(None, (clean_line(line, limit) for line in lines)))[:most]


def clean_name(name: str) -> str:
    """Return a name as one line of 1 to 80 characters.

    Raises:
        InvalidText: Nothing is left of it.
    """
    clean = clean_line(name, LONGEST_NAME)
    if not clean:
        raise InvalidText("That name is empty. Type one with letters, like “Owners Circle”.")
    return clean


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    end = 0
    for cluster in _CLUSTER.finditer(text):
        if cluster.end() > limit:
            break
        end = cluster.end()
    # One sign that is longer than the limit is mischief, and may be cut.
    return text[: end or limit].rstrip()
