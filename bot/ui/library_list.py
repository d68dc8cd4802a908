"""The texts of `/library list`: articles with how they fare, and what can be brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.utils import format_dt

from bot.ui.library_lines import (
    counted,
    day,
    joined,
    option,
    place,
    sheet,
    title,
    turning,
    who,
)
from bot.ui.reply import Menu, Reply
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.ui.reply import Row
    from knowledge.models import ArticleHealth, Health, Removal

ALL, STALE, UNQUOTED, DISPUTED, STARTER, REMOVED = (
    "all",
    "stale",
    "unquoted",
    "disputed",
    "starter",
    "removed",
)
FILTERS = {
    ALL: "All articles",
    STALE: "Stale: untouched for 18 months",
    UNQUOTED: "Never quoted in an answer",
    DISPUTED: "Often found to be no answer",
    STARTER: "Starter articles",
    REMOVED: "Removed, can be brought back",
}
PER_PAGE = 8
_HEADS = {
    ALL: "article",
    STALE: "stale article",
    UNQUOTED: "never quoted article",
    DISPUTED: "disputed article",
    STARTER: "starter article",
}
_MEANS = {
    STALE: "Neither published nor changed for 18 months. Are they still true?",
    UNQUOTED: "No answer has shown them yet. Members may ask in other words: `/library synonym`.",
    DISPUTED: "At least three members pressed *Not it*, and more than found it helpful.",
    STARTER: "Written for new servers. Your own articles come first when both fit.",
}
_EMPTY = {
    ALL: "The library is empty. Add articles with `/library add`.",
    STALE: "No stale articles: all were published or changed within 18 months.",
    UNQUOTED: "Every article has been quoted in an answer.",
    DISPUTED: "No article is often found to be no answer.",
    STARTER: "There are no starter articles.",
    REMOVED: "Nothing to bring back. What is removed stays here for 7 days.",
}
_TAGS = 45


def chosen(health: Health, show: str) -> list[ArticleHealth]:
    """Return the articles of a filter."""
    tests: dict[str, Callable[[ArticleHealth], bool]] = {
        STALE: _is_stale,
        UNQUOTED: lambda one: one.never_quoted,
        DISPUTED: lambda one: one.disputed,
        STARTER: lambda one: one.article.starter,
    }
    test = tests.get(show)
    return [one for one in health.articles if test is None or test(one)]


def list_page(health: Health, show: str, page: int) -> Reply:
    """Return one page of the articles; a page beyond the end is the last."""
    show = show if show in _HEADS else ALL
    articles = chosen(health, show)
    if not articles:
        return Reply(_EMPTY[show])
    shown, page, last = sheet(articles, page, PER_PAGE)
    about = _counts(health) if show == ALL else _MEANS[show]
    lines = [f"**{counted(len(articles), _HEADS[show])}**{place(page, last)}"]
    lines += [f"-# {about}"] if about else []
    lines += [_line(one, show) for one in shown]
    options = tuple(option(one.article.title, one.article.public_id) for one in shown)
    rows: list[Row] = [Menu("library.card", show, "Pick one …", options, argument=str(page))]
    if last:
        rows.append(turning("library.page", show, page, last))
    return Reply("\n".join(lines), rows=tuple(rows))


def removed_page(removals: Sequence[Removal], page: int) -> Reply:
    """Return one page of what can be brought back."""
    if not removals:
        return Reply(_EMPTY[REMOVED])
    shown, page, last = sheet(removals, page, PER_PAGE)
    lines = [f"**Removed in the last 7 days**{place(page, last)}", *map(_removed_line, shown)]
    options = tuple(option(_titles(removal), removal.id) for removal in shown)
    rows: list[Row] = [Menu("library.restore", REMOVED, "Bring one back …", options)]
    if last:
        rows.append(turning("library.page", REMOVED, page, last))
    return Reply("\n".join(lines), rows=tuple(rows))


def health_of(one: ArticleHealth, within: str = ALL) -> str:
    """Return how an article fares, in a few words; what its list says already is left out."""
    words = {
        STARTER: "starter" if one.article.starter else "",
        STALE: "stale" if _is_stale(one) else "",
        UNQUOTED: "never quoted" if one.never_quoted else "",
    }
    votes = f"{one.not_it:,} said not it" if one.not_it else ""
    return joined([*(word for show, word in words.items() if show != within), votes])


def _is_stale(one: ArticleHealth) -> bool:
    """Tell whether an article is stale that the group can mend: a starter is not theirs."""
    return one.stale and not one.article.starter


def _counts(health: Health) -> str:
    stale = sum(map(_is_stale, health.articles))
    return joined(
        (
            counted(health.starters, "starter") if health.starters else "",
            f"{stale:,} stale" if stale else "",
            f"{health.never_quoted:,} never quoted" if health.never_quoted else "",
            f"{health.disputed:,} disputed" if health.disputed else "",
        )
    )


def _line(one: ArticleHealth, show: str) -> str:
    article = one.article
    on = article.published_on
    details = joined(
        (
            day(on) if on else "",
            safe_text(", ".join(article.tags), _TAGS),
            counted(article.word_count, "word"),
            health_of(one, show),
        )
    )
    return f"{title(article.title)}\n-# {details}"


def _titles(removal: Removal) -> str:
    first = removal.titles[0] if removal.titles else ""
    others = len(removal.titles) - 1
    return f"{first[:60]} and {others:,} more" if others > 0 else first


def _removed_line(removal: Removal) -> str:
    by = f"by {who(removal.by)}" if removal.by else ""
    until = f"gone for good {format_dt(removal.expires_at, 'R')}"
    return f"{title(_titles(removal))}\n-# {joined((by, until))}"
