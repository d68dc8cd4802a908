"""Taught: the synonyms of this library's own librarians, of one word or several, both ways.

A word that stands for several, as SBR for "strategic business review", becomes as many terms, each
of which is found by its own word or by the short one; together they count as the one word did. So a
passage must hold all of the long form, or the short one, and half of the long form is half an
answer.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from knowledge.text.words import content_words, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from knowledge.search.terms import Term, Variant
    from knowledge.store import LibraryFile

TAUGHT_WEIGHT = 0.9
"""What a taught synonym counts, against 1 for the word itself."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Something a question may say, by its stems, and the words that mean the same."""

    stems: tuple[str, ...]
    words: tuple[str, ...]


def phrase(text: str) -> tuple[str, ...]:
    """Return the words of a term as questions are read; none if it has none that matter."""
    return tuple(dict.fromkeys(content_words(text)))


class Taught:
    """The taught synonyms of one library file; read again only when one of them changed."""

    def __init__(self, file: LibraryFile) -> None:
        self._file = file
        self._meanings: dict[str, list[Meaning]] = {}
        self._revision = -1

    def refresh(self) -> None:
        """Read the synonyms again if they changed."""
        revision = self._file.synonyms.revision()
        if revision == self._revision:
            return
        meanings: dict[str, list[Meaning]] = defaultdict(list)
        for synonym in self._file.synonyms.listing():
            term, means = phrase(synonym.term), phrase(synonym.means)
            for said, meant in ((term, means), (means, term)):
                stems = tuple(map(stem, said))
                if stems and meant:
                    meanings[stems[0]].append(Meaning(stems, meant))
        for known in meanings.values():
            known.sort(key=lambda meaning: -len(meaning.stems))
        self._meanings = dict(meanings)
        self._revision = revision

    def knows(self, word: str) -> bool:
        """Tell whether a stem is taught by itself: then it is no slip of the pen."""
        return any(len(meaning.stems) == 1 for meaning in self._meanings.get(word, ()))

    def expand(
        self, terms: Sequence[Term], variant: Callable[[str, float], Variant | None]
    ) -> list[Term]:
        """Return the terms of a question with what they mean here.

        Args:
            terms: The terms.
            variant: Makes a variant of a word, with a weight, if the library has it.
        """
        if not self._meanings:
            return list(terms)
        expanded: list[Term] = []
        at = 0
        while at < len(terms):
            meaning = self._at(terms, at)
            if meaning is None:
                expanded.append(terms[at])
                at += 1
                continue
            said = terms[at : at + len(meaning.stems)]
            expanded += _with_meaning(said, [variant(one, TAUGHT_WEIGHT) for one in meaning.words])
            at += len(meaning.stems)
        return expanded

    def _at(self, terms: Sequence[Term], at: int) -> Meaning | None:
        for meaning in self._meanings.get(terms[at].stem, ()):
            said = terms[at : at + len(meaning.stems)]
            if tuple(term.stem for term in said) == meaning.stems:
                return meaning
        return None


def _with_meaning(said: Sequence[Term], meant: Sequence[Variant | None]) -> list[Term]:
    if all(variant is None for variant in meant):
        return list(said)
    if len(said) == 1:
        return _parted(said[0], meant)
    return [_added(term, meant[place * len(meant) // len(said)]) for place, term in enumerate(said)]


def _parted(term: Term, meant: Sequence[Variant | None]) -> list[Term]:
    """Return one term for each word that it means; together they weigh what it did."""
    share = 1.0 / len(meant)
    parts = [_added(term, variant) for variant in meant]
    return [
        replace(
            part,
            importance=part.importance * share,
            variants=tuple(
                replace(one, worth=one.worth * share, shared=True) for one in part.variants
            ),
        )
        for part in parts
    ]


def _added(term: Term, variant: Variant | None) -> Term:
    """Return a term that is found by one more variant, if the library has it.

    What librarians teach replaces what would have been guessed. A synonym is worth no more than the
    word itself.
    """
    own = tuple(one for one in term.variants if one.weight == 1.0 or one.corrected)
    if variant is None or any(one.stem == variant.stem for one in own):
        return replace(term, variants=own)
    bound = max((one.worth for one in own), default=variant.worth)
    taught = replace(variant, worth=min(variant.worth, bound), shared=True)
    return replace(term, variants=(*own, taught))
