"""Markdown to blocks: what a reader sees, without the marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from knowledge.errors import DocumentRefused
from knowledge.loading.content import Content, heading, paragraph
from knowledge.loading.kramdown import strip_extensions
from knowledge.loading.tree import parse_html, tree_blocks
from knowledge.models import Heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from knowledge.loading.limits import Limits
    from knowledge.models import Block

_MARKS = re.compile(r"[\n!#$%&*+\-:<=>@\[\\\]^_`{}~]")
_MARK_BUDGET = 200_000
"""Signs at which the parser stops to look; beyond, text stays as it is, for each costs time."""

_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_BREAKS = frozenset({"softbreak", "hardbreak"})


def read_markdown(text: str, limits: Limits) -> Content:
    """Read Markdown (CommonMark with tables, HTML in it, and kramdown's and Hugo's additions).

    Raises:
        DocumentRefused: Lists and quotes are nested too deeply.
    """
    # Without the inline rule, which would parse all text at once: here text has a budget.
    parser = MarkdownIt("commonmark", {"maxNesting": limits.max_depth}).enable("table")
    parser.core.ruler.disable("inline")
    environment: dict[str, object] = {}
    reader = _Reader(environment, limits)
    for token in parser.parse(strip_extensions(text), environment):
        if token.level >= limits.max_depth - 1:
            raise DocumentRefused(
                "Its lists and quotes are nested too deeply to be read; make it flatter."
            )
        reader.read(token)
    return Content(reader.blocks, title=_title(reader.blocks))


def _title(blocks: Sequence[Block]) -> str:
    """Return the first heading of the highest level, or any heading that begins the text."""
    first = next(
        (block for block in blocks if isinstance(block, Heading) and block.level == 1), None
    )
    if first is None and blocks and isinstance(blocks[0], Heading):
        first = blocks[0]
    return first.text if first else ""


class _Reader:
    """Turns the stream of tokens into blocks."""

    def __init__(self, environment: dict[str, object], limits: Limits) -> None:
        self.blocks: list[Block] = []
        # Brackets in brackets cost time by their depth; CommonMark's preset allows 20.
        self._parser = MarkdownIt("commonmark")
        self._environment = environment
        self._max_depth = limits.max_depth
        self._budget = _MARK_BUDGET
        self._level = 0
        self._number = ""
        self._row: list[str] | None = None

    def read(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self._level = int(token.tag[1:])
            case "list_item_open":
                self._number = f"{token.info}{token.markup} " if token.info else ""
            case "list_item_close":
                self._number = ""
            case "tr_open":
                self._row = []
            case "tr_close":
                self.blocks += paragraph(" | ".join(self._row or []))
                self._row = None
            case "inline":
                self._text(self._inline(token.content))
            case "fence" | "code_block":
                self._text(token.content)
            case "html_block":
                self._html(token.content)

    def _text(self, text: str) -> None:
        if self._row is not None:
            self._row.append(text.strip())
        elif self._level:
            self.blocks += heading(self._level, text)
            self._level = 0
        elif found := paragraph(text):
            self.blocks += paragraph(self._number + found[0].text)
            self._number = ""

    def _inline(self, source: str) -> str:
        self._budget -= len(_MARKS.findall(source))
        if self._budget < 0:
            return source
        tokens: list[Token] = []
        self._parser.inline.parse(source, self._parser, self._environment, tokens)
        return "".join(map(_inline_text, tokens))

    def _html(self, source: str) -> None:
        root = parse_html(source, self._max_depth)
        if root is not None:
            self.blocks += tree_blocks(root)


def _inline_text(token: Token) -> str:
    if token.type in _BREAKS or (token.type == "html_inline" and _BREAK.match(token.content)):
        return " "
    return token.content if token.type in {"text", "text_special", "code_inline"} else ""
