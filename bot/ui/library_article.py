"""One article before a librarian: the card, removing it, and what was done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.utils import format_dt

from bot.ui.addresses import web_address
from bot.ui.articles import byline
from bot.ui.library_lines import counted, day, joined, place, sheet, title, turning, who
from bot.ui.library_list import health_of
from bot.ui.reply import Button, Link, Reply, Style
from bot.ui.safe_text import safe_text
from knowledge.models import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.reply import Row
    from knowledge.models import Article, ArticleHealth, Change

NOT_FOUND = "I know no such article. Begin to type its title, and choose one of those I show."
REMOVED_ALREADY = "That article is no longer here. `/library list show:removed` may bring it back."
_LONGEST = 200
_TAGS = 150
_VALUE = 70
_CHANGES = 6
_FIELDS = {
    "title": "title",
    "tags": "tags",
    "url": "link",
    "author": "author",
    "published_on": "date",
}
_DONE = {
    ChangeKind.ADDED: "Added",
    ChangeKind.UPDATED: "New version loaded",
    ChangeKind.REMOVED: "Removed",
    ChangeKind.RESTORED: "Brought back",
}


def card(one: ArticleHealth, show: str, page: int) -> Reply:
    """Return an article with what can be done to it.

    Args:
        one: The article, and how it fares.
        show: The list from which it was picked.
        page: That list's page.
    """
    article = one.article
    lines = [f"**{title(article.title, _LONGEST)}**"]
    lines += [line for line in (byline(article, _LONGEST), _tags(article)) if line]
    lines.append(counted(article.word_count, "word"))
    if article.updated_at:
        lines.append(f"Last changed {format_dt(article.updated_at, 'R')}")
    if one.quoted and one.last_quoted_on:
        lines.append(f"Quoted {counted(one.quoted, 'time')}, last {day(one.last_quoted_on)}")
    if one.helped:
        lines.append(f"{one.helped:,} said it helped")
    state = health_of(one)
    lines += [f"-# {state}"] if state else []
    id_ = article.public_id
    rows: list[Row] = [
        (
            Button("Edit", "library.edit", id_),
            Button("Remove", "library.remove", id_),
            Button("History", "library.history", id_),
            Button("Read", "article.read", id_),
            Button("‹ List", "library.page", show, str(page)),
        )
    ]
    if address := web_address(article.url):
        rows.append((Link("The original", address),))
    return Reply("\n".join(lines), rows=tuple(rows))


def _tags(article: Article) -> str:
    return safe_text(", ".join(article.tags), _TAGS)


def confirm_removal(article: Article) -> Reply:
    """Ask before an article goes."""
    starter = " · starter" if article.starter else ""
    return Reply(
        f"Remove **{title(article.title, _LONGEST)}**?\n"
        f"-# {counted(article.word_count, 'word')}{starter}\n"
        "It stops answering at once. For 7 days you can bring it back.",
        rows=(
            (
                Button("Remove", "library.remove_now", article.public_id, style=Style.RISKY),
                Button("Keep", "library.keep", article.public_id),
            ),
        ),
    )


def removed(titles: Sequence[str], removal_id: str) -> Reply:
    """Return what is said after an article was removed."""
    return Reply(
        f"Removed: **{title(titles[0] if titles else '')}**. It stays for 7 days.",
        rows=((Button("Undo", "library.restore", removal_id),),),
    )


def kept(article: Article) -> Reply:
    """Return what is said when an article stays after all."""
    return Reply(f"**{title(article.title)}** stays.")


def history_page(article: Article, changes: Sequence[Change], page: int) -> Reply:
    """Return one page of what was done to an article, the newest first."""
    shown, page, last = sheet(changes, page, _CHANGES)
    lines = [f"**{title(article.title)}**{place(page, last)}"]
    lines += [_change(change) for change in shown] or ["Nothing was written down about it yet."]
    rows: tuple[Row, ...] = ()
    if last:
        rows = (turning("library.history", article.public_id, page, last),)
    return Reply("\n".join(lines), rows=rows)


def _change(change: Change) -> str:
    by = f"by {who(change.by)}" if change.by else ""
    when = format_dt(change.at, "R")
    if change.what is not ChangeKind.EDITED:
        return joined((_DONE[change.what], by, when))
    what = f"Changed the {_FIELDS.get(change.field, 'details')}"
    return f"{joined((what, by, when))}\n-# {arrow(change.before, change.after)}"


def arrow(before: str, after: str) -> str:
    """Return a value before and after a change; what was or is empty is a dash."""
    return f"{safe_text(before, _VALUE) or '–'} → {safe_text(after, _VALUE) or '–'}"
