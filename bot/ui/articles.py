"""Articles as pages of a message: the list, and one article to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord
import regex  # type: ignore[import-untyped]  # it ships no types

from bot.ui.addresses import web_address
from bot.ui.reply import Button, Link, Menu, Option, Reply
from bot.ui.safe_text import plain_line, safe_text, utf16_length
from knowledge.models import Article, Heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.ui.reply import Row
    from knowledge.models import Block

PER_PAGE = 10
# An embed's text has 4,096 characters; a phone shows about half of that on two screens.
LONGEST_PAGE = 2400
_JOIN = "\n\n"
_LONGEST_TITLE = 200
_LONGEST_LINE = 90
_LABEL = 100
_TAG = 60
_WORDS_A_MINUTE = 220
_EMPTY = "The library is empty. Librarians add articles with `/library add`."


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list of articles.

    Attributes:
        shown: The articles on it.
        page: 0-based.
        count: How many are listed on all pages.
        of_all: How many the library has, for the empty list of a tag.
        tag: What they were chosen by, or "".
    """

    shown: tuple[Article, ...]
    page: int
    count: int
    of_all: int
    tag: str = ""

    @property
    def last(self) -> int:
        """The last page."""
        return last_page(self.count)


def last_page(count: int) -> int:
    """Return the last page of so many articles, 0-based."""
    return max(0, count - 1) // PER_PAGE


def within(page: int, count: int) -> int:
    """Return a page that there is: the one asked for, or the last."""
    return min(max(page, 0), last_page(count))


def list_page(listing: Listing, id_: str) -> Reply:
    """Return one page of the list; `id_` is "all", or the memo that holds the tag."""
    if not listing.shown:
        if listing.tag and listing.of_all:
            shown = safe_text(listing.tag, _TAG)
            all_ = f"`/article list` shows all {listing.of_all}."
            return Reply(f"No article has the tag “{shown}”. {all_}")
        return Reply(_EMPTY)
    lines = [_line(article) for article in listing.shown]
    rows: list[Row] = [
        Menu(
            "article.open",
            id_,
            "Read one …",
            tuple(
                Option(plain_line(article.title, _LABEL) or "Untitled", article.public_id)
                for article in listing.shown
            ),
        )
    ]
    if listing.last:
        rows.append(_turning("article.page", id_, listing.page, listing.last))
    return Reply("\n".join([_head(listing), *lines]), rows=tuple(rows))


def _head(listing: Listing) -> str:
    what = "1 article" if listing.count == 1 else f"{listing.count} articles"
    tagged = f" with the tag “{safe_text(listing.tag, _TAG)}”" if listing.tag else ""
    where = f", page {listing.page + 1} of {listing.last + 1}" if listing.last else ""
    return f"**{what}{tagged}**{where}"


def _line(article: Article) -> str:
    about = [byline(article, _LONGEST_LINE), f"{minutes(article)} min"]
    if article.starter:
        about.append("starter")
    details = " · ".join(part for part in about if part)
    return f"{safe_text(article.title, _LONGEST_LINE)}\n-# {details}"


def byline(article: Article, limit: int) -> str:
    """Return author and date, as far as they are known."""
    author = safe_text(article.author, limit) if article.author else ""
    on = article.published_on
    date = f"{on.day} {on:%b} {on.year}" if on else ""
    return " · ".join(part for part in (author, date) if part)


def minutes(article: Article) -> int:
    """Return about how many minutes an article takes to read."""
    return max(1, round(article.word_count / _WORDS_A_MINUTE))


def read_page(article: Article, pages: Sequence[str], page: int) -> Reply:
    """Return one page of an article."""
    last = len(pages) - 1
    page = min(max(page, 0), last)
    embed = discord.Embed(
        title=safe_text(article.title, _LONGEST_TITLE),
        description=pages[page],
        url=web_address(article.url) or None,
    )
    about = [plain_line(article.author, _LONGEST_LINE)] if article.author else []
    on = article.published_on
    about += [f"{on.day} {on:%b} {on.year}"] if on else []
    about += ["Starter library"] if article.starter else []
    about += [f"page {page + 1} of {last + 1}"] if last else []
    if about:
        embed.set_footer(text=" · ".join(about))
    rows: list[Row] = []
    if last:
        rows.append(_turning("article.read", article.public_id, page, last))
    if address := web_address(article.url):
        rows.append((Link("The original", address),))
    return Reply("Only you see this.", (embed,), tuple(rows))


def _turning(kind: str, id_: str, page: int, last: int) -> tuple[Button, ...]:
    return (
        Button("‹ Back", kind, id_, str(max(page - 1, 0)), disabled=page == 0),
        Button("Next ›", kind, id_, f"{min(page + 1, last)}", disabled=page == last),
    )


def pages_of(blocks: Sequence[Block]) -> list[str]:
    """Return an article's text as pages, cut between paragraphs where that is possible."""
    pages = [_JOIN.join(piece.text for piece in page) for page in _paged(blocks)]
    return pages or ["(It has no text.)"]


def page_of_heading(blocks: Sequence[Block], heading: str) -> int:
    """Return the page on which a heading stands; the first, if there is no such heading."""
    wanted = heading.casefold().strip()
    for number, page in enumerate(_paged(blocks)):
        if any(piece.heading.casefold().strip() == wanted for piece in page if piece.heading):
            return number
    return 0


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stays together on a page; `heading` is the heading that it is, or ""."""

    text: str
    heading: str = ""


def _paged(blocks: Sequence[Block]) -> list[list[_Piece]]:
    pages: list[list[_Piece]] = []
    page: list[_Piece] = []
    for piece in _pieces(blocks):
        if page and _length([*page, piece]) > LONGEST_PAGE:
            following: list[_Piece] = []
            while len(page) > 1 and page[-1].heading:  # it goes with what it stands above
                following.insert(0, page.pop())
            pages.append(page)
            page = following if _length([*following, piece]) <= LONGEST_PAGE else []
            pages += [following] if following and not page else []
        page.append(piece)
    return [*pages, page] if page else pages


def _length(page: Sequence[_Piece]) -> int:
    return sum(utf16_length(piece.text) for piece in page) + len(_JOIN) * (len(page) - 1)


def _pieces(blocks: Sequence[Block]) -> Iterator[_Piece]:
    for block in blocks:
        if isinstance(block, Heading):
            yield _Piece(f"**{safe_text(block.text, _LONGEST_TITLE)}**", block.text)
            continue
        for part in _cut(block.text):
            yield _Piece(part)


def _cut(text: str) -> Iterator[str]:
    """Cut a paragraph that fills more than a page, between words where there are any."""
    rest = text
    while rest:
        size = min(len(rest), LONGEST_PAGE)
        while (length := utf16_length(shown := safe_text(rest[:size]))) > LONGEST_PAGE:
            size = size * LONGEST_PAGE // (length + 1)
        if size < len(rest):
            space = rest.rfind(" ", size // 2, size)
            size = space + 1 if space > 0 else _between_signs(rest, size)
            shown = safe_text(rest[:size].rstrip())
        yield shown
        rest = rest[size:]


def _between_signs(text: str, at: int) -> int:
    """Return the last place up to `at` that parts no sign made of several characters."""
    for sign in regex.finditer(r"\X", text[: at + 1]):
        if sign.end() >= at:
            return at if sign.end() == at else sign.start() or at
    return at
