"""Excerpts and librarians' answers as embeds: the words as they stand, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import discord

from bot.ui.addresses import LONGEST, web_address
from bot.ui.safe_text import marked, plain_line, safe_text, utf16_length

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from knowledge.models import Citation, CuratedAnswer, Excerpt

UNTITLED = "Untitled"
_LONGEST_TITLE = 120
_LONGEST_NAME = 60
_LONGEST_HEADING = 80
_LONGEST_EXCERPT = 1200
_LONGEST_CURATED = 4000
# Discord allows 6,000 characters in all embeds of a message together.
_TOGETHER = 5800
_SHORTEST_EXCERPT = 100
_FRAGMENT_WORDS = 6


def answer_embeds(
    excerpts: Sequence[Excerpt], curated: CuratedAnswer | None = None, *, first: int = 0
) -> tuple[discord.Embed, ...]:
    """Return what is shown of an answer, cut so that one message holds it.

    Args:
        excerpts: At most nine.
        curated: What the librarians wrote; it comes first, and is cut last.
        first: The number of the first excerpt, where they are numbered; 0 for none.
    """
    head = [curated_embed(curated)] if curated else []
    embeds = [
        _frame(excerpt, first + place if first else 0) for place, excerpt in enumerate(excerpts)
    ]
    left = _TOGETHER - sum(_length(embed) for embed in (*head, *embeds))
    share = max(left // len(embeds), _SHORTEST_EXCERPT) if embeds else 0
    seen: set[str] = set()
    for embed, excerpt in zip(embeds, excerpts, strict=True):
        embed.description = marked(
            excerpt.text, _bold(excerpt), min(share, _LONGEST_EXCERPT), multiline=True
        )
        embed.url = _link(excerpt, seen)
    return (*head, *embeds)


def curated_embed(curated: CuratedAnswer) -> discord.Embed:
    """Return a librarians' answer, marked as such."""
    embed = discord.Embed(
        title=safe_text(curated.question, _LONGEST_TITLE) or None,
        description=safe_text(curated.text, _LONGEST_CURATED, multiline=True),
        colour=discord.Colour.green(),
    )
    return embed.set_author(name=f"Answered by your librarians, {day(curated.set_at)}")


def _frame(excerpt: Excerpt, number: int) -> discord.Embed:
    title = safe_text(excerpt.citation.article.title, _LONGEST_TITLE) or UNTITLED
    embed = discord.Embed(title=f"{number} · {title}" if number else title)
    return embed.set_footer(text=source(excerpt.citation))


def source(citation: Citation) -> str:
    """Return where an excerpt stands, for a footer: author, date, heading, paragraph."""
    article = citation.article
    on = article.published_on
    parts = [
        plain_line(article.author, _LONGEST_NAME),
        day(on) if on else "",
        plain_line(citation.heading, _LONGEST_HEADING),
        f"paragraph {citation.paragraph}",
        "Starter library" if article.starter else "",
    ]
    return " · ".join(part for part in parts if part)


def day(on: date) -> str:
    """Return a day: "12 May 2025"."""
    return f"{on.day} {on:%b} {on.year}"


def _bold(excerpt: Excerpt) -> list[tuple[int, int]]:
    """Return what stands in bold: matched words side by side are one phrase."""
    spans: list[tuple[int, int]] = []
    for start, end in excerpt.highlights:
        if spans and not excerpt.text[spans[-1][1] : start].strip(" "):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _link(excerpt: Excerpt, seen: set[str]) -> str | None:
    """Return an article's address, if it has one on the web.

    The second excerpt of an article gets an address that leads to its very words: Discord takes
    embeds with the same address for one.
    """
    url = web_address(excerpt.citation.article.url)
    if not url:
        return None
    if url not in seen:
        seen.add(url)
        return url
    words = " ".join(excerpt.text.split()[:_FRAGMENT_WORDS])
    spelled = quote(words, safe="", errors="replace").replace("-", "%2D")
    joint = ":~:" if "#" in url else "#:~:"
    longer = f"{url}{joint}text={spelled}"
    if longer in seen or len(longer) > LONGEST:
        return None
    seen.add(longer)
    return longer


def _length(embed: discord.Embed) -> int:
    return sum(
        utf16_length(text or "")
        for text in (embed.title, embed.description, embed.footer.text, embed.author.name)
    )
