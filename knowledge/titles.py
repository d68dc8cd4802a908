"""Titles: articles and tags by what somebody has typed so far. Kept in memory, and kept true."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from knowledge.models import Tag, Title
from knowledge.search.titles import Typeahead

if TYPE_CHECKING:
    from collections.abc import Collection

    from knowledge.models import Article
    from knowledge.store import LibraryFile, TitleRow

EVERYBODY: frozenset[str] = frozenset()


class Titles:
    """Finds articles of one library file by their titles, and its tags.

    What is read of the file is only what changed since the last time, so that somebody may type
    while thousands of articles are being loaded.
    """

    def __init__(self, file: LibraryFile) -> None:
        self._file = file
        self._rows: dict[int, TitleRow] = {}
        self._titles = Typeahead[int]()
        self._state: object = None
        self._revision = 0

    def like(
        self, typed: str, limit: int = 25, *, audiences: frozenset[str] = EVERYBODY
    ) -> list[Title]:
        """Return the articles whose titles may be meant, the likeliest first."""
        with self._file.reading():
            self._refresh()
            visible = self._visible(audiences)
        found = self._titles.find(typed, limit, lambda one: self._rows[one].audience in visible)
        return [Title(self._rows[one.name].public_id, one.text) for one in found]

    def match(self, text: str, *, audiences: frozenset[str] = EVERYBODY) -> Article | None:
        """Return the article that is clearly meant by a public id, a title or the like of one."""
        articles = self._file.articles
        with self._file.reading():
            self._refresh()
            visible = self._visible(audiences)
            number = articles.number_of(text.strip())
            if number is None:
                number = self._titles.match(text, lambda one: self._rows[one].audience in visible)
            return None if number is None else articles.get(number, visible)

    def tags(
        self, typed: str, limit: int = 25, *, audiences: frozenset[str] = EVERYBODY
    ) -> list[Tag]:
        """Return the tags that may be meant; the most used first where nothing was typed."""
        with self._file.reading():
            self._refresh()
            visible = self._visible(audiences)
        counts: dict[str, int] = defaultdict(int)
        names: dict[str, str] = {}
        for row in self._rows.values():
            if row.audience in visible:
                for tag in row.tags:
                    names.setdefault(tag.casefold(), tag)
                    counts[tag.casefold()] += 1
        tags = [Tag(names[key], count) for key, count in counts.items()]
        tags.sort(key=lambda tag: (-tag.articles, tag.name.casefold()))
        if not typed.strip():
            return tags[: max(0, limit)]
        found = Typeahead[int]()
        for place, one in enumerate(tags):
            found.put(place, one.name)
        return [tags[hit.name] for hit in found.find(typed, limit)]

    def _visible(self, audiences: frozenset[str]) -> Collection[int]:
        return self._file.articles.audience_ids(audiences)

    def _refresh(self) -> None:
        state = self._file.state()
        if state == self._state:
            return
        store = self._file.titles
        revision = store.revision()
        if revision != self._revision:
            self._take(store.changed(self._revision))
            if len(self._rows) != store.count():  # some have left: which ones is not told
                self._rows.clear()
                self._titles = Typeahead()
                self._take(store.changed(-1))
            self._revision = revision
        self._state = state

    def _take(self, rows: Collection[TitleRow]) -> None:
        for row in rows:
            self._rows[row.number] = row
            self._titles.put(row.number, row.title)
