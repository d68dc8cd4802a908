"""Plain text to paragraphs: blank lines, one paragraph a line, or lines wrapped at a width."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.loading.cleaning import has_words
from knowledge.loading.content import Content, heading, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.models import Block

_BULLET = re.compile(r"[ \t]*(?:[-*•‣◦▪·][ \t]+|(?=\d{1,3}[.)][ \t]))(?=\S)")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})[ \t]*")
_INDENTED = re.compile(r"[ \t]{2,}|\t")
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’)\]]*$")
_NARROWEST, _WIDEST = 40, 120
"""Widths in characters at which people and programs wrap text."""

_MAX_TITLE = 120
_NO_TITLE_END = tuple(".,;:")


def read_text(text: str) -> Content:
    """Read plain text; its first paragraph is its title if that looks like one."""
    blocks: list[Block] = []
    title = ""
    chunks = list(_chunks(text))
    bullets = sum(bool(_BULLET.match(line)) for chunk in chunks for line in chunk)
    for at, chunk in enumerate(chunks, start=1):
        underlined = len(chunk) > 1 and _UNDERLINE.fullmatch(chunk[1]) and has_words(chunk[0])
        lines = chunk
        if underlined:
            blocks += heading(1 if chunk[1].startswith("=") else 2, chunk[0])
            lines = chunk[2:]
            title = title or (blocks[0].text if len(blocks) == 1 else "")
        # One dash alone, or before the last line, is no list: "- Jane Doe" signs a text.
        is_list = bullets > 1 and (at < len(chunks) or len(lines) > 1)
        found = list(_paragraphs(lines, is_list=is_list)) if lines else []
        if not blocks and found and _looks_like_title(found[0], lines[0]):
            title = found[0]
        blocks += paragraphs(found)
    return Content(blocks, title=title)


def _chunks(text: str) -> Iterator[list[str]]:
    chunk: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip():
            chunk.append(line.rstrip())
        elif chunk:
            yield chunk
            chunk = []


def _looks_like_title(first: str, line: str) -> bool:
    """Whether a paragraph is one short line that does not end as sentences do."""
    return (
        first == line.strip()
        and len(first) <= _MAX_TITLE
        and not first.endswith(_NO_TITLE_END)
        and has_words(first)
    )


def _paragraphs(lines: list[str], *, is_list: bool) -> Iterator[str]:
    """Yield the paragraphs of lines that no blank line divides; in a list, each item is one."""
    is_list = is_list and any(map(_BULLET.match, lines))
    width = max(map(len, lines))
    joined: list[str] = []
    for before, line in zip(["", *lines], lines, strict=False):
        item = _BULLET.match(line) if is_list else None
        if joined and (item or not _continues(before, line, width, is_list=is_list)):
            yield " ".join(joined)
            joined = []
        joined.append(line[item.end() :].strip() if item else line.strip())
    yield " ".join(joined)


def _continues(before: str, line: str, width: int, *, is_list: bool) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    if _INDENTED.match(line) and not _INDENTED.match(before):
        return is_list
    if not _NARROWEST <= width <= _WIDEST:
        return False
    if line.strip()[0].islower() and not _SENTENCE_END.search(before):
        return True
    # A wrapped line is full: the next word would not have fitted in.
    next_word = line.split(maxsplit=1)[0]
    return len(before) + 1 + len(next_word) > width
