"""What was deleted stays deleted: the list that outlives every backup."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.deletions import NAME, Deletion, Deletions
from bot.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2031, 3, 3, 12, tzinfo=UTC)
GROUP = Deletion(NOON, "a group")
WORDS = Deletion(NOON + timedelta(hours=1), "another", 42)


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    deletions = Deletions(tmp_path)
    assert deletions.since(None) == []
    deletions.add(GROUP)
    deletions.add(WORDS)
    assert Deletions(tmp_path).since(None) == [GROUP, WORDS]
    assert deletions.since(WORDS.at) == [WORDS]


def test_a_line_that_a_power_cut_left_half_takes_none_of_the_others_away(tmp_path: Path) -> None:
    deletions = Deletions(tmp_path)
    deletions.add(GROUP)
    with (tmp_path / NAME).open("a") as file:
        file.write('{"at": "2031-03-')
    deletions.add(WORDS)
    assert deletions.since(None) == [GROUP, WORDS]


def test_what_can_t_be_written_or_read_is_told(tmp_path: Path) -> None:
    deletions = Deletions(tmp_path / "nowhere")
    with pytest.raises(StorageError):
        deletions.add(GROUP)
    (tmp_path / NAME).mkdir()
    with pytest.raises(StorageError):
        Deletions(tmp_path).since(None)
