"""Web pages to blocks: the article without the page around it, by trafilatura."""

from __future__ import annotations

import logging
import re
import warnings
from typing import TYPE_CHECKING, Any

from knowledge.loading.addresses import absolute_address
from knowledge.loading.cleaning import short_line
from knowledge.loading.content import Content, count_paragraphs
from knowledge.loading.dates import read_date
from knowledge.loading.limits import MAX_DESCRIPTION, MAX_NAME, MAX_TITLE
from knowledge.loading.tree import parse_html, tree_blocks
from knowledge.loading.videos import video_of_frame

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from knowledge.loading.limits import Limits

_MAX_ELEMENTS = 20_000
"""trafilatura's time grows with the square of the elements; larger pages are read whole."""

_XHTML = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_TABLE = {"row": "tr", "cell": "td", "item": "li", "lb": "br", "quote": "blockquote", "code": "pre"}


def read_web_page(text: str, limits: Limits, *, whole: bool = False) -> Content:
    """Read a page's article with what the page says about it; all of its text if none is found.

    Args:
        text: The page.
        limits: The most that is read.
        whole: Whether the text is the article only, with no page around it (it had front matter).

    Raises:
        DocumentRefused: Its elements are nested too deeply.
    """
    root = parse_html(_XHTML.sub("", text, count=1), limits.max_depth)
    if root is None:
        return Content([])
    shown = _title_shown(root)
    _show_videos(root)
    everything = Content(tree_blocks(root), title=shown)
    if whole or sum(1 for _ in root.iter()) > _MAX_ELEMENTS:
        return everything
    content = _extract(root)
    if content is None:
        return everything
    content.title = content.title or shown
    # Where it finds no article, it returns all of a short page as one paragraph, or nothing.
    if count_paragraphs(content.blocks) <= 1:
        content.blocks = everything.blocks
    return content


def _title_shown(root: HtmlElement) -> str:
    for path in (
        "string(//meta[@property='og:title']/@content)",
        "string(//h1)",
        "string(//title)",
    ):
        if title := short_line(str(root.xpath(path)), MAX_TITLE):
            return title
    return ""


def _show_videos(root: HtmlElement) -> None:
    """Put the address in the place of each video's frame."""
    for frame in list(root.iter("iframe")):
        if address := video_of_frame(frame.get("src") or ""):
            tail = frame.tail
            frame.clear()
            frame.tag, frame.text, frame.tail = "p", f"Video: {address}", tail


def _extract(root: HtmlElement) -> Content | None:
    # Half a second to import, and most libraries have no web pages.
    import trafilatura  # noqa: PLC0415

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            page: Any = trafilatura.bare_extraction(
                root,
                favor_recall=True,
                include_comments=False,
                include_tables=True,
                with_metadata=True,
                # Dates that are declared, not those that the text happens to mention.
                date_extraction_params={"extensive_search": False, "original_date": True},
            )
    except Exception:  # noqa: BLE001 - whatever a stranger's page does to it, its text is read
        return None
    if page is None or page.body is None:
        return None
    _as_html(page.body)
    return Content(
        tree_blocks(page.body),
        title=short_line(page.title, MAX_TITLE),
        author=short_line(page.author, MAX_NAME).replace("; ", ", "),
        published_on=read_date(short_line(page.date, MAX_NAME)),
        url=absolute_address(page.url),
        tags=[tag for listed in page.tags or () for tag in str(listed).split(",")],
        description=short_line(page.description, MAX_DESCRIPTION),
    )


def _as_html(body: HtmlElement) -> None:
    """Give trafilatura's elements, which follow the Text Encoding Initiative, HTML's names."""
    for element in body.iter():
        if element.tag == "head":
            level = element.get("rend") or ""
            element.tag = level if re.fullmatch(r"h[1-6]", level) else "h2"
        elif element.tag == "list":
            element.tag = "ol" if element.get("rend") == "ol" else "ul"
        elif isinstance(element.tag, str):
            element.tag = _TABLE.get(element.tag, element.tag)
