"""A reader on its own thread while another thread loads: true answers, and little read twice."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from knowledge.knowledge_base import KnowledgeBase
from knowledge.store.reader import SearchReader
from knowledge.store.titles import TitleStore
from tests.knowledge.library import COVER, SAMPLE, article, library, titles

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from knowledge.store import TitleRow

ARTICLES = 40
QUESTION = "what is a rotation?"


def numbered(number: int) -> str:
    return f"zq{chr(97 + number // 26)}{chr(97 + number % 26)}word"


def load(path: Path) -> None:
    with KnowledgeBase(path) as writer:
        for number in range(ARTICLES):
            word = numbered(number)
            writer.add(article(f"The {word}", f"A {word} is a thing that only this text explains."))


def test_answers_and_titles_are_true_all_the_while(path: Path) -> None:
    library(path, *SAMPLE).close()
    loading = threading.Thread(target=load, args=(path,))
    seen = 0
    with KnowledgeBase(path, read_only=True) as reader:
        loading.start()
        while loading.is_alive() or seen < ARTICLES:
            assert titles(reader.ask(QUESTION))[0] == COVER.title
            offered = len(reader.titles.like("zq", 100))
            assert offered >= seen
            seen = offered
            if seen:
                word = numbered(seen - 1)
                assert titles(reader.ask(f"what is a {word}?"))[0] == f"The {word}"
                mended = reader.ask(f"what is a {word[:-2]}dr?")
                assert [one.used for one in mended.corrections] == [word]
        loading.join()
    with KnowledgeBase(path) as base:
        assert len(base.articles()) == len(SAMPLE) + ARTICLES
        assert base.check().faults == ()


def test_only_what_is_new_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words: list[int] = []
    rows: list[int] = []
    words_after, changed = SearchReader.words_after, TitleStore.changed

    def counting_words(self: SearchReader, number: int) -> list[tuple[int, str]]:
        found = words_after(self, number)
        words.append(len(found))
        return found

    def counting_rows(self: TitleStore, since: int) -> list[TitleRow]:
        found = changed(self, since)
        rows.append(len(found))
        return found

    monkeypatch.setattr(SearchReader, "words_after", counting_words)
    monkeypatch.setattr(TitleStore, "changed", counting_rows)
    with library(path, *SAMPLE) as writer, KnowledgeBase(path, read_only=True) as reader:
        reader.ask(QUESTION)
        reader.titles.like("cov")
        before = reader.statistics().vocabulary
        assert (words, rows) == ([before], [4])
        writer.add(article("Zephyr", "Sylvan zephyrs."))
        reader.ask(QUESTION)
        reader.titles.like("cov")
        assert words[1:] == [reader.statistics().vocabulary - before]
        assert rows[1:] == [1]
        writer.synonyms.teach("carousel", "rotation")
        reader.ask(QUESTION)
        reader.titles.like("cov")
        assert words[2:] == [0]
        assert rows[2:] == []
