"""Asking: a question in plain words, and what the library shows for it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.errors import ArticleNotFound
from knowledge.models import Answer, Citation, Excerpt, RankedArticle
from knowledge.search.curated import Curated
from knowledge.search.engine import Engine, corrections
from knowledge.search.explanation import explain
from knowledge.search.favour import NO_FAVOUR, favour_of
from knowledge.search.question import cleaned
from knowledge.search.quotes import Quoting
from knowledge.store import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge.models import Article, CuratedAnswer, Explanation
    from knowledge.search.quotes import Quote
    from knowledge.search.ranked import Ranking
    from knowledge.store import LibraryFile

_NAME = 16
_SHOWN = 3


class Asking:
    """Answers questions from one library file."""

    def __init__(self, file: LibraryFile) -> None:
        self._file = file
        self._engine = Engine(file)
        self._quoting = Quoting(file.reader)
        self._curated = Curated(file)

    def scope(self, audiences: Iterable[str], article: str | None = None, tag: str = "") -> Scope:
        """Return where an asker asks.

        Raises:
            ArticleNotFound: The one article to be asked is not there, or not the asker's to see.
        """
        visible = self._file.articles.audience_ids({cleaned(name) for name in audiences})
        number = None
        if article is not None:
            number = self._file.articles.number_of(article)
            if number is None or self._file.articles.get(number, visible) is None:
                raise ArticleNotFound("There is no such article, or no longer.")
        storable = tag.encode(errors="replace").decode()  # half of a pair is in no tag
        return Scope(visible, self._file.reader.has_hidden(visible), number, storable)

    def curated(self, question: str, scope: Scope) -> CuratedAnswer | None:
        """Return the librarians' own answer to a question, if there is one."""
        found = self._curated.match(self.read(question, scope))
        return None if found is None else found[0]

    def answers_since(self, question: str, passage: int, scope: Scope) -> bool:
        """Tell whether a question is answered that was not when a passage was the last one."""
        asked = self.read(question, scope)
        if self._curated.match(asked) is not None:
            return True
        stems = [variant.stem for term in asked.terms for variant in term.variants]
        if not self._file.reader.has_since(stems, passage):
            return False
        return self.ask(question, 1, 0, "", scope).answered

    def ask(self, question: str, limit: int, skip: int, asker: str, scope: Scope) -> Answer:
        """Answer a question; see `KnowledgeBase.ask`."""
        ranking = self._engine.rank(question, scope)
        favour = self._favour(ranking, asker)
        quotes, more = self._quoting.answers(ranking, limit, skip, favour)
        cited = self._file.articles.many({quote.article_id for quote in quotes}, scope.visible)
        shown = [quote for quote in quotes if quote.article_id in cited]
        text = ranking.question.text
        first_page = skip <= 0
        whole = first_page and not scope.narrowed
        curated, mended = (whole and self._curated.match(ranking)) or (None, ())
        if not shown and curated is None and first_page:
            if scope.narrowed:
                ranking = self._engine.rank(question, replace(scope, article=None, tag=""))
            return Answer(text, nearest_articles=self._engine.nearest(ranking))
        told = (*mended, *corrections(ranking.terms, shown))
        return Answer(
            text,
            excerpts=tuple(_excerpt(quote, cited[quote.article_id]) for quote in shown),
            corrections=tuple({one.typed: one for one in reversed(told)}.values())[::-1],
            curated=curated,
            more=more,
        )

    def read(self, question: str, scope: Scope) -> Ranking:
        """Read a question without answering it."""
        return self._engine.read(question, scope.visible)

    def explain(self, question: str, limit: int, asker: str, scope: Scope) -> Explanation:
        """Return how a question was read, scored and decided."""
        ranking = self._engine.rank(question, scope)
        favour = self._favour(ranking, asker)
        found = self._curated.match(ranking)
        matches = ranking.matches[:limit]
        return explain(
            ranking,
            quotes=self._quoting.best(ranking, limit, favour),
            shown=self._quoting.answers(ranking, _SHOWN, 0, favour)[0],
            favour=favour,
            titles=self._file.reader.titles([one.candidate.article_id for one in matches]),
            curated=found[0] if found else None,
            limit=limit,
        )

    def rank(self, question: str, limit: int, scope: Scope) -> list[RankedArticle]:
        """Rank articles for a question by their best passage, with no threshold."""
        best: dict[int, float] = {}
        for match in self._engine.rank(question, scope).matches:
            best.setdefault(match.candidate.article_id, match.score)
        return [RankedArticle(number, score) for number, score in list(best.items())[:limit]]

    def confidence(self, question: str, scope: Scope) -> float:
        """Return the confidence, 0 to 1, that the decision compares with its threshold."""
        quotes = self._quoting.best(self._engine.rank(question, scope), 3)
        return quotes[0].confidence if quotes else 0.0

    def _favour(self, ranking: Ranking, asker: str) -> Mapping[int, float]:
        """Return what votes on this question make of the places of its passages."""
        voted = favour_of(self._file.votes.on(ranking.key.text), asker)
        if not voted:
            return NO_FAVOUR
        numbers = self._file.articles.numbers_of({article for article, _ in voted})
        names = {number: public_id for public_id, number in numbers.items()}
        candidates = [
            match.candidate for match in ranking.matches if match.candidate.article_id in names
        ]
        texts = self._file.reader.passages([one.passage_id for one in candidates])
        favour: dict[int, float] = {}
        for one in candidates:
            passage = (names[one.article_id], passage_name(texts[one.passage_id].text))
            if passage in voted:
                favour[one.passage_id] = voted[passage]
        return favour


def passage_name(text: str) -> str:
    """Return what a passage goes by within its article, for as long as its text is the same."""
    return hashlib.sha256(text.encode()).hexdigest()[:_NAME]


def _excerpt(quote: Quote, article: Article) -> Excerpt:
    return Excerpt(
        text=quote.window.text,
        highlights=quote.window.highlights,
        score=round(quote.confidence, 4),
        citation=Citation(article, quote.passage.heading, quote.paragraph),
        passage=passage_name(quote.passage.text),
    )
