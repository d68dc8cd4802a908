from __future__ import annotations

import pytest

from bot.ui.press import PATTERN, custom_id, view_of
from bot.ui.reply import Button, Link, Menu, Option, RoleMenu, Row


def test_a_custom_id_is_read_back_as_it_was_written() -> None:
    match = PATTERN.fullmatch(custom_id("ask.share", "Ab3_-xyz1234", "2"))
    assert match is not None
    assert match.group("kind", "id", "argument") == ("ask.share", "Ab3_-xyz1234", "2")


@pytest.mark.parametrize(
    ("kind", "id_", "argument"),
    [
        ("ask", "abc", ""),
        ("Ask.share", "abc", ""),
        ("ask.share", "", ""),
        ("ask.share", "a:b", ""),
        ("ask.share", "a" * 33, ""),
        ("ask.share", "abc", "ä"),
        ("ask.share", "abc", "a" * 41),
    ],
)
def test_what_could_not_be_read_back_is_refused(kind: str, id_: str, argument: str) -> None:
    with pytest.raises(ValueError, match="can't be a custom_id"):
        custom_id(kind, id_, argument)


def test_the_longest_custom_id_is_short_enough_for_discord() -> None:
    # The longest kind; a form adds a digest.
    longest = custom_id("library.answer_restore", "a" * 32, "b" * 24) + "#" + "0" * 12
    assert len(longest) <= 100


async def test_rows_become_components_in_order() -> None:
    rows: list[Row] = [
        (Button("Post", "ask.post", "abc"), Link("Read", "https://example.org")),
        Menu("ask.which", "abc", "Which?", (Option("One", "1"), Option("Two", "2", chosen=True))),
        RoleMenu("setup.roles", "now", "Who?", chosen=(5,)),
    ]
    components = view_of(rows).to_components()
    first, second, third = [row["components"] for row in components]
    assert [part.get("custom_id") or part["url"] for part in first] == [
        "ask.post:abc",
        "https://example.org",
    ]
    assert [option["default"] for option in second[0]["options"]] == [False, True]
    assert third[0]["default_values"] == [{"id": 5, "type": "role"}]


async def test_a_view_is_sent_and_forgotten() -> None:
    view = view_of([(Button("Post", "ask.post", "abc"),)])
    assert view.is_finished()
    assert view.timeout is None
