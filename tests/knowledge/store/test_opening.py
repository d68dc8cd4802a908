"""Which files are opened, and what is said of the others."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]  # its own choice of SQLite

from knowledge.errors import KnowledgeError, LibraryCorrupt, LibraryTooNew, LibraryUnavailable
from knowledge.knowledge_base import KnowledgeBase
from knowledge.store import sqlite_is_old, sqlite_version
from tests.knowledge.library import SAMPLE, article, library, listed, raw, titles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from knowledge.models import CheckReport

QUESTION = "what is a hot seat?"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library of four articles, closed."""
    path = tmp_path / "library.db"
    library(path, *SAMPLE).close()
    return path


def sentence(error: KnowledgeError, path: Path) -> str:
    """An error's sentence: it names the file or its folder."""
    told = str(error)
    assert told.endswith(".")
    assert str(path) in told or str(path.parent) in told
    return told


def test_the_sqlite_in_use_is_the_one_asked_for() -> None:
    standard = os.environ.get("SOUNDING_BOARD_SQLITE") == "standard"
    assert sqlite3.__name__.startswith("sqlite3" if standard else ("pysqlite3", "sqlite3"))
    assert sqlite_version() == sqlite3.sqlite_version
    assert sqlite_is_old() == (sqlite3.sqlite_version_info < (3, 51, 3))


def test_a_missing_file_is_made_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a library.db"
    with KnowledgeBase(path) as base:
        assert base.articles() == []
    assert path.is_file()


def test_a_library_is_there_after_it_was_closed(path: Path) -> None:
    with KnowledgeBase(path) as base:
        assert len(base.articles()) == 4
        assert titles(base.ask(QUESTION))[0] == "The hot seat"


@pytest.mark.parametrize("name", ["a b.db", "100%.db", "what?.db", "a#b.db", "naïve.db", "':.db"])
def test_any_name_of_a_file_will_do(tmp_path: Path, name: str) -> None:
    library(tmp_path / name, *SAMPLE).close()
    with KnowledgeBase(tmp_path / name, read_only=True) as base:
        assert len(base.articles()) == 4
    assert (tmp_path / name).is_file()


@pytest.mark.parametrize(("create", "read_only"), [(False, False), (True, True), (False, True)])
def test_a_missing_file_is_not_made_unasked(
    tmp_path: Path, *, create: bool, read_only: bool
) -> None:
    path = tmp_path / "missing.db"
    with pytest.raises(LibraryUnavailable) as refused:
        KnowledgeBase(path, create=create, read_only=read_only)
    assert sentence(refused.value, path) == f"There is no library at {path}."
    assert not path.exists()


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryUnavailable, match="is a folder"):
        KnowledgeBase(tmp_path)


def test_a_file_is_no_folder_for_a_library(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text")
    with pytest.raises(LibraryUnavailable) as refused:
        KnowledgeBase(tmp_path / "file" / "library.db")
    sentence(refused.value, tmp_path / "file" / "library.db")


def test_a_name_too_long_for_the_disk_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(LibraryUnavailable):
        KnowledgeBase(tmp_path / ("x" * 300 + ".db"))


@pytest.mark.parametrize(
    "content",
    [b"hello", b"A text, and no library.\n" * 500, b"\x89PNG\r\n\x1a\n" + bytes(5_000)],
    ids=["short", "text", "picture"],
)
def test_a_file_of_another_kind_is_refused_and_left_as_it_is(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(LibraryCorrupt, match="is not a library") as refused:
        KnowledgeBase(path)
    sentence(refused.value, path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("version", [0, 1, 7])
@pytest.mark.parametrize("read_only", [False, True])
def test_another_programs_database_is_refused_and_left_as_it_is(
    tmp_path: Path, version: int, *, read_only: bool
) -> None:
    path = tmp_path / "other.db"
    with raw(path) as connection:
        connection.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY)")
        connection.execute(f"PRAGMA user_version = {version}")
    before = path.read_bytes()
    with pytest.raises(LibraryCorrupt, match="is not a library"):
        KnowledgeBase(path, read_only=read_only)
    assert path.read_bytes() == before


def test_a_newer_programs_library_is_refused_and_left_as_it_is(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(LibraryTooNew, match="update the program") as refused:
            KnowledgeBase(path, read_only=read_only)
        sentence(refused.value, path)
    assert path.read_bytes() == before


def test_an_index_of_other_words_is_written_again(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("UPDATE settings SET value = '0' WHERE name = 'index_version'")
        connection.execute("DELETE FROM passage_terms")
        connection.execute("UPDATE vocabulary SET word = 'x' || word")
    with KnowledgeBase(path) as base:
        assert base.check().faults == ()
        assert titles(base.ask(QUESTION))[0] == "The hot seat"


def test_an_index_of_other_words_is_read_as_it_is_where_nothing_may_be_written(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("UPDATE settings SET value = '0' WHERE name = 'index_version'")
    with KnowledgeBase(path, read_only=True) as base:
        assert titles(base.ask(QUESTION))[0] == "The hot seat"


def test_what_is_opened_to_be_read_is_not_written(path: Path) -> None:
    before = path.read_bytes()
    with KnowledgeBase(path, read_only=True) as base:
        assert titles(base.ask(QUESTION))[0] == "The hot seat"
        writes: list[Callable[[], object]] = [
            lambda: base.add(article("New", "New words.")),
            lambda: base.remove(1),
            base.optimize,
        ]
        for write in writes:
            with pytest.raises(LibraryUnavailable, match="read-only"):
                write()
        assert len(base.articles()) == 4
    assert path.read_bytes() == before


def test_a_sound_library_is_found_sound_where_nothing_may_be_written(path: Path) -> None:
    with KnowledgeBase(path, read_only=True) as base:
        assert base.check().faults == ()


def test_a_library_that_another_program_holds_is_busy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.store.connection._SETTINGS", ("PRAGMA busy_timeout = 20",))
    with KnowledgeBase(path) as base, raw(path) as other:
        other.execute("BEGIN IMMEDIATE")
        for write in (lambda: base.add(article("New", "New words.")), lambda: base.remove(1)):
            with pytest.raises(LibraryUnavailable, match="busy in another program") as refused:
                write()
            sentence(refused.value, path)
        assert titles(base.ask(QUESTION))[0] == "The hot seat"
        other.execute("ROLLBACK")
        base.add(article("New", "New words."))
        assert len(base.articles()) == 5


def test_a_sound_library_is_found_sound_while_another_program_writes(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.store.connection._SETTINGS", ("PRAGMA busy_timeout = 20",))
    with KnowledgeBase(path) as base, raw(path) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not [fault for fault in told(base.check) if "busy" not in fault]


def told(check: Callable[[], CheckReport]) -> tuple[str, ...]:
    """What is found at fault; that the library is busy is an honest answer too."""
    try:
        return check().faults
    except LibraryUnavailable as error:
        return (str(error),)


def test_the_files_of_two_libraries_share_nothing(tmp_path: Path) -> None:
    with (
        library(tmp_path / "a.db", *SAMPLE) as one,
        library(tmp_path / "b.db", article("Alone", "Nothing but this.")) as other,
    ):
        assert listed(other) == ["Alone"]
        assert not other.ask(QUESTION).answered
        assert one.ask(QUESTION).answered
