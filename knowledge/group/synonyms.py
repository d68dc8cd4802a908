"""Synonyms: librarians teach the library what the group calls the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from knowledge.errors import NotFound, TextRefused
from knowledge.models import Synonym
from knowledge.search.question import cleaned
from knowledge.search.taught import phrase
from knowledge.store import new_id
from knowledge.text.words import stem

if TYPE_CHECKING:
    from knowledge.store import LibraryFile

MAX_WORDS = 6
"""The most words that count of a term."""

_MAX_CHARACTERS = 100

Listed: TypeAlias = list[Synonym]


class Synonyms:
    """The taught synonyms of one library file: both ways, and from the next question on."""

    def __init__(self, file: LibraryFile) -> None:
        self._file = file

    def teach(self, term: str, means: str, *, by: str = "") -> Synonym:
        """Teach that two ways to say a thing mean the same; each is one word or several.

        Raises:
            TextRefused: One of them says nothing, is too long, or both say the same.
        """
        said, meant = _checked(term), _checked(means)
        if _stems(said) == _stems(meant):
            raise TextRefused("Both say the same already.")
        taught = Synonym(new_id(), said, meant, by, self._file.now())
        with self._file.writing():
            for known in self._file.synonyms.listing():
                if {_stems(known.term), _stems(known.means)} == {_stems(said), _stems(meant)}:
                    self._file.synonyms.delete(known.id)
            self._file.synonyms.insert(taught)
            self._file.gaps.doubt()
        return taught

    def forget(self, synonym_id: str) -> Synonym:
        """Unlearn a synonym; return what it was.

        Raises:
            NotFound: There is no such synonym.
        """
        with self._file.writing():
            known = next(
                (one for one in self._file.synonyms.listing() if one.id == synonym_id), None
            )
            if known is None:
                raise NotFound("There is no such synonym, or no longer.")
            self._file.synonyms.delete(synonym_id)
        return known

    def list(self) -> Listed:
        """Return all synonyms, by term."""
        with self._file.reading():
            return self._file.synonyms.listing()


def _checked(text: str) -> str:
    words = " ".join(cleaned(text).split())
    count = len(phrase(words))
    if not count:
        raise TextRefused("A synonym needs a word that matters.")
    if count > MAX_WORDS or len(words) > _MAX_CHARACTERS:
        raise TextRefused(f"A synonym has {MAX_WORDS} words at most.")
    return words


def _stems(text: str) -> tuple[str, ...]:
    return tuple(map(stem, phrase(text)))
