"""What is removed is gone: from the answers, the counts, and the file itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.errors import ArticleNotFound
from knowledge.models import LoadStatus
from tests.knowledge.library import (
    COVER,
    OWL,
    SAMPLE,
    article,
    bytes_of,
    counts,
    index_words,
    library,
    listed,
    named,
    raw,
    titles,
)

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.knowledge_base import KnowledgeBase


def test_a_removal_takes_everything_out(tmp_path: Path, path: Path) -> None:
    with library(path, *SAMPLE, OWL) as base:
        removed = named(base, OWL.title)
        assert base.remove(removed.id).titles == (OWL.title,)
        assert listed(base) == sorted(listed(base))
        assert OWL.title not in listed(base)
        for question in ("what is a zygodactyl foot?", "zygodactil foot", "the owl"):
            answer = base.ask(question)
            assert OWL.title not in [*titles(answer), *answer.nearest]
            assert "zygodactyl" not in [told.used for told in answer.corrections]
        assert OWL.title not in [
            base.get(ranked.article_id).title for ranked in base.rank("owl branch foot")
        ]
        for read in (base.get, base.body, base.remove):
            with pytest.raises(ArticleNotFound, match=f"There is no article {removed.id}"):
                read(removed.id)
        assert base.check().faults == ()
        with library(tmp_path / "without.db", *SAMPLE) as without:
            assert counts(base.statistics()) == counts(without.statistics())
    assert not {"owl", "zygodactyl"} & index_words(path)
    with raw(path) as connection:
        for table in ("articles", "article_tags", "passages", "passage_terms", "vocabulary"):
            rows = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - ours
            assert "zygodactyl" not in repr(rows).lower()


def test_removed_words_are_nowhere_in_the_file(path: Path) -> None:
    with library(path, *SAMPLE, OWL) as base:
        removal = base.remove(named(base, OWL.title).id)
        base.purge(removal.expires_at)
    with raw(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file, journal = bytes_of(path)
    assert b"zygodactyl" not in (file + journal).lower()


def test_what_was_removed_can_be_added_again(base: KnowledgeBase) -> None:
    base.remove(named(base, COVER.title).id)
    assert base.add(COVER).status is LoadStatus.ADDED
    assert titles(base.ask("what is a rotation?"))[0] == COVER.title
    assert base.check().faults == ()


def test_a_library_can_be_emptied(base: KnowledgeBase, path: Path) -> None:
    for found in base.articles():
        base.remove(found.id)
    assert counts(base.statistics()) == (0, 0, 0, 0, 0)
    assert not base.ask("what is a rotation?").answered
    assert base.check().faults == ()
    assert index_words(path) == set()


def test_starters_leave_together_and_nothing_else_does(base: KnowledgeBase) -> None:
    base.add(OWL, starter=True)
    base.add(article("The heron", "A heron stands in shallow water."), starter=True)
    assert base.statistics().starters == 2
    removal = base.remove_starters()
    assert removal is not None
    assert len(removal.titles) == 2
    assert base.remove_starters() is None
    assert base.statistics().starters == 0
    assert sorted(listed(base)) == sorted(document.title for document in SAMPLE)
    assert base.check().faults == ()


@pytest.mark.parametrize("number", [0, -1, 99, 2**63 - 1, 2**63, 10**30])
def test_there_is_no_article_of_any_other_number(base: KnowledgeBase, number: int) -> None:
    for act in (base.get, base.body, base.remove):
        with pytest.raises(ArticleNotFound, match=f"There is no article {number}"):
            act(number)
    assert len(base.articles()) == 4
