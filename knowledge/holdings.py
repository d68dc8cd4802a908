"""The holdings of a library: articles in, corrected, out, and back again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.errors import ArticleNotFound
from knowledge.models import KEEP
from knowledge.passages import joined
from knowledge.search.question import cleaned
from knowledge.shelf import Editing, Removals, Shelf, Starters

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from knowledge.models import Article, Block, Change, Document, Keep, LoadResult, Removal
    from knowledge.store import LibraryFile

EVERYBODY: frozenset[str] = frozenset()


class Holdings:
    """What is in one library file. An article goes by its public id or, inside, by its number."""

    def __init__(self, file: LibraryFile) -> None:
        self._file = file
        self._shelf = Shelf(file)
        self._editing = Editing(file)
        self._removals = Removals(file)
        self._starters = Starters(file, self._shelf)

    def _visible(self, audiences: frozenset[str]) -> tuple[int, ...]:
        return self._file.articles.audience_ids({cleaned(name) for name in audiences})

    def begin_load(self) -> None:
        """Begin a load: files of one load that claim the same identity never replace each other."""
        self._shelf.begin_load()

    def add(
        self,
        document: Document,
        *,
        audience: str | None = None,
        starter: bool = False,
        by: str = "",
        dry_run: bool = False,
    ) -> LoadResult:
        """Add or update one article, with its passages and index, in one transaction.

        Args:
            document: What a loader read.
            audience: Who alone may see it; everybody if None.
            starter: Whether it belongs to the starter library.
            by: Who adds it.
            dry_run: Only say what would happen.

        Returns:
            ADDED, UPDATED or UNCHANGED, with the article's number (none for a dry run's ADDED).

        Raises:
            DocumentRefused: Its permalink belongs to another article, or it has no text.
            LibraryUnavailable: The file can't be written now.
        """
        audience = audience and cleaned(audience)
        return self._shelf.add(document, audience=audience, starter=starter, by=by, dry_run=dry_run)

    def edit(  # noqa: PLR0913 - one argument for each field
        self,
        public_id: str,
        *,
        title: str | None = None,
        tags: Iterable[str] | None = None,
        url: str | None = None,
        author: str | None = None,
        published_on: date | Keep | None = KEEP,
        by: str = "",
    ) -> Article:
        """Correct what is said of an article; None leaves a text as it is, "" empties it.

        What was edited outlasts a new load of the file, until the file says otherwise itself.

        Raises:
            ArticleNotFound: There is no such article.
            TextRefused: The title is empty, or something is no text.
        """
        texts = {"title": title, "url": url, "author": author}
        fields: dict[str, object] = {
            name: cleaned(text) for name, text in texts.items() if text is not None
        }
        if tags is not None:
            fields["tags"] = tuple(dict.fromkeys(filter(None, map(cleaned, tags))))
        if published_on is not KEEP:
            fields["published_on"] = published_on
        return self._editing.edit(public_id, fields, by)

    def history(self, public_id: str) -> list[Change]:
        """Return what was done to an article, when and by whom, the newest first.

        Raises:
            ArticleNotFound: There is no such article.
        """
        return self._editing.history(public_id)

    def remove(self, article: int | str, *, by: str = "") -> Removal:
        """Take an article out of content, index, titles and vocabulary at once; keep it for undo.

        Raises:
            ArticleNotFound: There is no such article.
        """
        removal = self._removals.remove(article, by)
        self._shelf.settle()
        return removal

    def remove_starters(self, *, by: str = "") -> Removal | None:
        """Remove all starter articles as one removal; return None if there were none."""
        removal = self._removals.remove_starters(by)
        self._shelf.settle()
        return removal

    def removals(self) -> list[Removal]:
        """Return what can still be brought back, the newest first."""
        return self._removals.listing()

    def restore(self, removal_id: str, *, by: str = "") -> list[Article]:
        """Bring the articles of a removal back, under the public ids that they had.

        Raises:
            NotFound: There is no such removal, or it is older than seven days.
            DocumentRefused: All of it is in the library again already.
        """
        return self._removals.restore(removal_id, by)

    @property
    def is_new(self) -> bool:
        """Whether the starter library was never loaded here."""
        return self._starters.are_new()

    def load_starters(self) -> int:
        """Load the starter library into a file that never had it; return how many were added."""
        return self._starters.load()

    def find(self, public_id: str, *, audiences: frozenset[str] = EVERYBODY) -> Article:
        """Return the article with a public id.

        Raises:
            ArticleNotFound: There is none, or the asker may not see it.
        """
        return self.get(public_id, audiences=audiences)

    def get(self, article: int | str, *, audiences: frozenset[str] = EVERYBODY) -> Article:
        """Return one article.

        Raises:
            ArticleNotFound: There is none, or the asker may not see it.
        """
        with self._file.reading():
            number = self._file.articles.number_of(article)
            visible = self._visible(audiences)
            found = None if number is None else self._file.articles.get(number, visible)
        if found is None:
            raise ArticleNotFound(f"There is no article {article}.")
        return found

    def body(
        self, article: int | str, *, audiences: frozenset[str] = EVERYBODY
    ) -> tuple[Block, ...]:
        """Return an article's headings and paragraphs, to be read.

        Raises:
            ArticleNotFound: There is none, or the asker may not see it.
        """
        with self._file.reading():
            found = self.get(article, audiences=audiences)
            return tuple(joined(self._file.articles.placed(found.id)))

    def articles(
        self,
        *,
        tag: str = "",
        limit: int | None = None,
        skip: int = 0,
        audiences: frozenset[str] = EVERYBODY,
    ) -> list[Article]:
        """Return the articles that the asker may see, by title.

        Args:
            tag: Only those with this tag, in any case; "" is all.
            limit: At most so many; None is all.
            skip: How many of the first are left out.
            audiences: What the asker may see beside everybody's.
        """
        most = -1 if limit is None else limit
        with self._file.reading():
            return self._file.articles.listing(tag, self._visible(audiences), most, skip)

    def count(self, *, tag: str = "", audiences: frozenset[str] = EVERYBODY) -> int:
        """Count the articles that the asker may see, with one tag or all."""
        with self._file.reading():
            return self._file.articles.sums(tag, self._visible(audiences))[0]
