"""Forms with boxes to tick: shown, filled in by a person, and given back with their ticks."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.ui.forms import (
    ChoicePart,
    ChoicesPart,
    Form,
    FormLayout,
    NotePart,
    TextPart,
    Written,
    choices_of,
)
from bot.ui.reply import Option
from tests.bot.ui.library_values import form_refused

if TYPE_CHECKING:
    from bot.ui.forms import Part
    from bot.ui.press import Interaction

BOXES = ChoicesPart(
    "kept",
    "Which of these did you keep?",
    (Option("Call Ann", "a", chosen=True), Option("Raise prices", "b", "Due today")),
)
ONE_OF = ChoicePart("day", "On which day?", (Option("Mon", "mon", chosen=True), Option("Tue", "x")))
OPENED = Written("test.form", "memo")


def shown(opened: Written, *parts: Part) -> dict[str, Any]:
    """Return a form as Discord gets it."""

    async def submitted(_: Interaction, __: Written) -> None:
        return

    async def made() -> dict[str, Any]:
        return Form(opened, FormLayout("A form", parts), submitted, 1).to_dict()

    return asyncio.run(made())


def ticked(form: dict[str, Any]) -> list[str]:
    """Return what is ticked or chosen when a form opens."""
    return [
        one["value"]
        for part in form["components"]
        for one in part.get("component", {}).get("options", ())
        if one.get("default")
    ]


@pytest.mark.parametrize("part", [BOXES, ONE_OF, NotePart("Everyone sees this.")])
def test_discord_takes_each_part(part: Part) -> None:
    assert form_refused(FormLayout("A form", (part, TextPart("text", "Words"))), OPENED) == []


def test_boxes_start_as_their_options_say() -> None:
    assert ticked(shown(OPENED, BOXES, ONE_OF)) == ["a", "mon"]


def test_what_was_ticked_before_is_ticked_again_and_nothing_else() -> None:
    before = Written("test.form", "memo", chosen={"kept": ("b",), "day": ("x",)})
    assert ticked(shown(before, BOXES, ONE_OF)) == ["b", "x"]
    none = Written("test.form", "memo", chosen={"kept": ()})
    assert ticked(shown(none, BOXES)) == []


def test_boxes_without_an_option_are_left_out() -> None:
    empty = ChoicesPart("kept", "Which of these did you keep?", ())
    form = shown(OPENED, empty, TextPart("text", "Words"))
    assert [part["label"] for part in form["components"]] == ["Words"]


def test_a_form_that_opens_with_other_ticks_is_another_form_to_a_phone() -> None:
    ids = {
        shown(Written("test.form", "memo", chosen=chosen), BOXES)["custom_id"]
        for chosen in ({}, {"kept": ("a",)}, {"kept": ("b",)})
    }
    assert len(ids) == 3


def test_ticks_are_read_from_what_discord_sends() -> None:
    sent = {
        "components": [
            {"type": 18, "component": {"type": 22, "custom_id": "kept", "values": ["a", "b"]}},
            {"type": 18, "component": {"type": 22, "custom_id": "more", "values": []}},
            {"type": 18, "component": {"type": 21, "custom_id": "day", "value": "mon"}},
            {"type": 18, "component": {"type": 21, "custom_id": "none", "value": None}},
            {"type": 18, "component": {"type": 4, "custom_id": "text", "value": "words"}},
        ]
    }
    assert dict(choices_of(sent)) == {"kept": ("a", "b"), "more": (), "day": ("mon",), "none": ()}
