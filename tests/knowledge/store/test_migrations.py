"""Libraries that an older version wrote are brought up to date, with nothing lost."""

from __future__ import annotations

import gzip
import threading
from pathlib import Path

import pytest
from sqlite_utils import Database

from knowledge.errors import LibraryCorrupt, LibraryUnavailable
from knowledge.knowledge_base import KnowledgeBase
from knowledge.models import LoadStatus
from knowledge.store.group_tables import TABLES
from knowledge.store.migrations import SCHEMA_VERSION
from tests.knowledge.library import COVER, OWL, SAMPLE, library, listed, named, raw, titles

VERSION_1 = Path(__file__).parent / "version_1.db.gz"
"""The sample's articles, the owl for the north and one starter, written by version 1."""

NORTH = frozenset({"north"})
STARTER = "A real holiday"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    path.write_bytes(gzip.decompress(VERSION_1.read_bytes()))
    return path


def schema(path: Path) -> dict[str, str]:
    """The statements that a file's tables and indexes were made with."""
    with raw(path) as connection:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
            " AND name NOT LIKE 'sqlite_stat%'"
        )
        return dict(rows.fetchall())


def test_everything_of_version_1_is_there(path: Path) -> None:
    with KnowledgeBase(path) as base:
        everybody = listed(base)
        assert sorted(everybody) == sorted([*(one.title for one in SAMPLE), starter(base)])
        assert OWL.title not in everybody
        assert OWL.title in listed(base, NORTH)
        assert titles(base.ask("what is a rotation?"))[0] == COVER.title
        assert titles(base.ask("what is a zygodactil foot?", audiences=NORTH))[0] == OWL.title
        assert base.check().faults == ()
        assert base.add(COVER).status is LoadStatus.UNCHANGED


def starter(base: KnowledgeBase) -> str:
    (found,) = [one.title for one in base.articles() if one.starter]
    return found


def test_every_article_gets_a_public_id_for_good(path: Path) -> None:
    with KnowledgeBase(path) as base:
        before = {one.title: one.public_id for one in base.articles(audiences=NORTH)}
    assert len(set(before.values())) == len(before) == 6
    assert all(len(one) == 12 for one in before.values())
    with KnowledgeBase(path) as base:
        assert {one.title: one.public_id for one in base.articles(audiences=NORTH)} == before


def test_what_is_new_works_in_an_old_file(path: Path) -> None:
    with KnowledgeBase(path) as base, KnowledgeBase(path, read_only=True) as reader:
        public_id = named(base, COVER.title).public_id
        assert reader.titles.like("cov")[0].public_id == public_id
        base.edit(public_id, title="Cover")
        assert base.gaps.record("what is a nurse?") is not None
        base.restore(base.remove(public_id).id)
        assert reader.find(public_id).title == "Cover"
        assert base.check().faults == ()


def test_an_old_file_is_offered_no_starters_again(path: Path) -> None:
    with KnowledgeBase(path) as base:
        assert not base.is_new
        base.remove_starters()
        assert base.load_starters() == 0


def test_it_is_copied_before(path: Path) -> None:
    KnowledgeBase(path).close()
    (copy,) = path.parent.glob("library.db.before-*")
    assert copy.name == "library.db.before-2"
    with raw(copy) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (6,)
        assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)


def test_it_has_the_schema_of_a_new_file(path: Path, tmp_path: Path) -> None:
    KnowledgeBase(path).close()
    KnowledgeBase(tmp_path / "new.db").close()
    old, new = schema(path), schema(tmp_path / "new.db")
    assert old.keys() == new.keys()
    for name in old:
        assert old[name] == new[name], name
    with raw(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = schema(path)
    with monkeypatch.context() as patch:
        patch.setattr("knowledge.store.migrations.TABLES", (*TABLES, "CREATE TABLE ( nonsense"))
        with pytest.raises(LibraryCorrupt):
            KnowledgeBase(path)
    assert schema(path) == before
    with raw(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    with KnowledgeBase(path) as base:
        assert len(base.articles()) == 5


def test_what_is_only_to_be_read_is_not_migrated(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(LibraryUnavailable, match="open it for writing once"):
        KnowledgeBase(path, read_only=True)
    assert path.read_bytes() == before


def test_two_programs_may_open_it_at_the_same_moment(path: Path) -> None:
    counts: list[int] = []
    barrier = threading.Barrier(4)

    def open_it() -> None:
        barrier.wait()
        with KnowledgeBase(path) as base:
            counts.append(len(base.articles()))

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [5] * 4


def test_the_file_of_version_1_is_what_it_says(path: Path) -> None:
    database = Database(path)
    try:
        assert "revisions" not in database.table_names()
        assert database.execute("PRAGMA user_version").fetchone() == (1,)
    finally:
        database.close()


def test_a_library_of_the_sample_has_what_the_old_one_has(path: Path, tmp_path: Path) -> None:
    with KnowledgeBase(path) as old, library(tmp_path / "new.db", *SAMPLE) as new:
        for question in ("what is a hot seat?", "how do we price a contract?"):
            assert titles(old.ask(question))[0] == titles(new.ask(question))[0]
