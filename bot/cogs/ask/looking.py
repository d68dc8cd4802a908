"""Looking a question up: pages that stay as they were seen, and names for what was shown."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import Refusal
from bot.ui.answers import NO_SUCH_ARTICLE, PER_PAGE, Sheet, Shown, no_such_tag

if TYPE_CHECKING:
    from bot.cogs.ask.asked import Asked
    from bot.libraries import Libraries
    from knowledge import KnowledgeBase
    from knowledge.models import Answer, CuratedAnswer, Excerpt

# More than the library ever answers with: for the pages after the first.
_ALL = 60


async def look(
    libraries: Libraries, guild_id: int, asked: Asked, user_id: int, page: int = 0
) -> tuple[Sheet, Asked]:
    """Look a question up; return a page of what it gets, and what is to be kept for the next.

    Raises:
        Refusal: There is no such article or tag.
    """
    return await libraries.read(
        guild_id, lambda library: _sheet(library, asked, str(user_id), max(page, 0))
    )


def _sheet(library: KnowledgeBase, asked: Asked, asker: str, page: int) -> tuple[Sheet, Asked]:
    asked, within = _placed(library, asked)
    further = bool(page or asked.order or asked.aside)
    answer = library.ask(
        asked.question,
        _ALL if further else PER_PAGE,
        article=asked.article or None,
        tag=asked.tag,
        asker=asker,
    )
    if not answer.answered and asked.tag and not library.articles(tag=asked.tag):
        raise Refusal(no_such_tag(asked.tag))
    names = _in_order(answer, asked)
    page = min(page, max(len(names) - 1, 0) // PER_PAGE)
    end = (page + 1) * PER_PAGE
    found = {name_of(excerpt): excerpt for excerpt in answer.excerpts}
    shown = tuple(Shown(name, found[name]) for name in names[page * PER_PAGE : end])
    sheet = Sheet(
        question=asked.question,
        shown=shown,
        curated=None if page else answer.curated,
        corrections=answer.corrections,
        nearest=answer.nearest_articles,
        page=page,
        more=len(names) > end or (answer.more and not further),
        within=within,
        by_tag=not asked.article,
        cut=asked.cut,
        voted=bool(asked.aside),
    )
    new = [name for name in names[:end] if name not in asked.order]
    return sheet, replace(asked, order=(*asked.order, *new))


def _placed(library: KnowledgeBase, asked: Asked) -> tuple[Asked, str]:
    """Return the question with the article that is meant by name; and what to call the place."""
    if not asked.article:
        return asked, asked.tag
    article = library.titles.match(asked.article)
    if article is None:
        raise Refusal(NO_SUCH_ARTICLE)
    return replace(asked, article=article.public_id), article.title


def _in_order(answer: Answer, asked: Asked) -> list[str]:
    """Return the names of what may be shown: first what was shown before, as it was shown."""
    found = [name for excerpt in answer.excerpts if (name := name_of(excerpt)) not in asked.aside]
    seen = [name for name in asked.order if name in found]
    return [*seen, *(name for name in found if name not in asked.order)]


def passage_of(excerpt: Excerpt) -> str:
    """Return what votes on an excerpt are for: its article and passage."""
    return f"{excerpt.citation.article.public_id}.{excerpt.passage}"


def name_of(excerpt: Excerpt) -> str:
    """Return what an excerpt goes by for as long as its words are the same."""
    return f"{passage_of(excerpt)}.{_digest(excerpt.text)}"


def name_of_curated(curated: CuratedAnswer) -> str:
    """Return what a librarians' answer goes by for as long as its words are the same."""
    return f"{curated.id}.{_digest(curated.text)}"


def _digest(text: str) -> str:
    return hashlib.blake2s(text.encode(errors="replace"), digest_size=6).hexdigest()


async def found_again(
    libraries: Libraries, guild_id: int, asked: Asked
) -> tuple[dict[str, Excerpt], CuratedAnswer | None]:
    """Return all that the library has on a question now, by name: what is gone from it is not."""

    def found(library: KnowledgeBase) -> tuple[dict[str, Excerpt], CuratedAnswer | None]:
        answer = library.ask(asked.question, _ALL, article=asked.article or None, tag=asked.tag)
        return {name_of(excerpt): excerpt for excerpt in answer.excerpts}, answer.curated

    return await libraries.read(guild_id, found)
