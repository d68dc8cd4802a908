"""Elements to blocks: the text of a parsed web page, or of a piece of HTML in Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree, html

from knowledge.errors import DocumentRefused
from knowledge.loading.content import heading, paragraph
from knowledge.loading.videos import video_of_frame

if TYPE_CHECKING:
    from knowledge.models import Block

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCK_NAMES = """
address article aside blockquote body caption center dd details div dl dt fieldset figcaption
figure footer header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_UNSEEN_NAMES = """
audio button canvas datalist form head iframe input link math meta nav noscript object option
picture script select style svg template textarea title video
"""
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
_CELLS = frozenset({"td", "th"})
_CELL_BREAK = " | "
_MAX_TAGS = 200_000
_WHITE = re.compile(r"\s+")

# Elements whose end may be left out: unclosed ones lie side by side, not in each other.
_FLAT_NAMES = """
area base br col dd dt embed hr img input li link meta option p param source td th tr track wbr
"""
_FLAT = frozenset(_FLAT_NAMES.split())
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")


def parse_html(source: str, max_depth: int) -> html.HtmlElement | None:
    """Return a page's root element; None if there is none in it.

    Nothing is fetched, and HTML's parser expands no entities of a document's own.

    Raises:
        DocumentRefused: Its elements are nested more deeply than `max_depth`, or too many.
    """
    _refuse_large(source, max_depth)
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return html.document_fromstring(source.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _refuse_large(source: str, max_depth: int) -> None:
    """Refuse before anything is built: a tree takes far more memory than its text."""
    depth = 0
    for count, (closing, name) in enumerate(_TAG.findall(source)):
        if count > _MAX_TAGS:
            raise DocumentRefused(
                "Its HTML has too many elements to be read; save the page's text as a .txt file."
            )
        if name.lower() in _FLAT:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > max_depth:
            raise DocumentRefused(
                "Its HTML is nested too deeply to be read; save the page's text as a .txt file."
            )


def tree_blocks(root: html.HtmlElement) -> list[Block]:
    """Return the headings and paragraphs below an element, in reading order."""
    walk = _Walk()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            walk.start(element)
        else:
            walk.end(element)
    walk.flush()
    return walk.blocks


class _Walk:
    """Gathers the text of inline elements until a block begins or ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._level = 0
        self._unseen = 0
        self._prefix = ""
        self._lists: list[int] = []
        self._in_row = 0

    def start(self, element: html.HtmlElement) -> None:
        name = element.tag if isinstance(element.tag, str) else "script"
        if name == "iframe" and (address := video_of_frame(element.get("src") or "")):
            self.flush()
            self.blocks += paragraph(f"Video: {address}")
        self._unseen += name in _UNSEEN
        if name in _CELLS and self._in_row:
            self._text.append(_CELL_BREAK)
        elif name in _HEADINGS or name in _BLOCKS:
            self._break()
        self._open(name)
        self._add(element.text)

    def _open(self, name: str) -> None:
        if name == "tr":
            self._in_row += 1
        elif name in _HEADINGS:
            self._level = _HEADINGS[name]
        elif name == "br":
            self._text.append(" ")
        elif name in {"ol", "ul"}:
            self._lists.append(0 if name == "ol" else -1)
        elif name == "li" and self._lists and self._lists[-1] >= 0:
            self._lists[-1] += 1
            self._prefix = f"{self._lists[-1]}. "

    def end(self, element: html.HtmlElement) -> None:
        name = element.tag if isinstance(element.tag, str) else "script"
        if name in _HEADINGS or (name in _BLOCKS and name not in _CELLS):
            self._break()
        self._unseen -= name in _UNSEEN
        if name == "tr":
            self._in_row -= 1
            self.flush()
        elif name in {"ol", "ul"} and self._lists:
            self._lists.pop()
        elif name == "li":
            self._prefix = ""
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text and not self._unseen:
            self._text.append(text)

    def _break(self) -> None:
        """End a block; in a row, where that would tear the cells apart, leave a space."""
        if self._in_row:
            self._text.append(" ")
        else:
            self.flush()

    def flush(self) -> None:
        line = _WHITE.sub(" ", "".join(self._text)).strip(" |")
        level, self._level = self._level, 0
        self._text = []
        found = heading(level, line) if level else paragraph(self._prefix + line if line else "")
        self.blocks += found
        if found:
            self._prefix = ""
