"""Presses that were never drawn, are pressed twice, or come when the world has moved on."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from bot.playground.server import NotAnswered
from tests.stories.belongings import fill
from tests.stories.intruding import drawn_presses, filled, form_kinds, press_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.playground.server.people import Reply
    from tests.stories.house import House

OLD = "That button is from an earlier version. Run the command again."


@pytest.fixture(autouse=True)
def quiet(house: House, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Look that nothing failed."""
    yield
    assert house.stand_in.violations == []
    assert [each for each in caplog.records if each.levelno >= logging.ERROR] == []


def fine(reply: Reply, what: str = "") -> Reply:
    assert "(reference" not in reply.text, what
    return reply


# -- forged


async def test_what_could_not_be_drawn_is_not_answered_and_harms_nothing(house: House) -> None:
    house.stand_in.interactions.answer_within = 0.05
    for forged in (
        "x",
        "ask.page",
        "ask.page:",
        "ask.page::",
        "ask.page:a:b:c",
        "ask.page:a b",
        "ASK.PAGE:abc",
        "ask.page:é",
        "ask.page:٣",
        "ask.page:a\nb",
        "ask.page:" + "a" * 91,
        ":" * 100,
        "../../etc:passwd",
    ):
        with pytest.raises(NotAnswered):
            await house.alice.forge(forged)
    house.stand_in.interactions.answer_within = 3.0
    assert (await house.alice.slash("ask", question="delegate")).embeds


async def test_unknown_kinds_are_from_an_earlier_version(house: House) -> None:
    for forged in ("never.was:abc", "ask.never:abc", "library.never:abc:1"):
        assert (await house.alice.forge(forged)).content == OLD


async def test_the_longest_and_the_oddest_ids_get_a_sentence(house: House) -> None:
    odd: tuple[tuple[str, list[str] | None], ...] = (
        (f"{'a' * 32}:{'9' * 24}", None),
        ("-:-1", ["²"]),
        ("_:not-9999999999", ["9" * 100]),
        ("0", []),
    )
    for kind in press_kinds(house):
        for rest, values in odd:
            forged = f"{kind}:{rest}"
            fine(await house.admin.forge(forged, values=values), forged)


async def test_forms_with_the_longest_ids_are_opened_again(house: House) -> None:
    for kind in form_kinds(house):
        for argument in ("9" * 24, "a" * 24):
            forged = f"{kind}:{'a' * 32}:{argument}"
            refused = fine(await house.admin.forge_form(forged, {"text": "Mine"}), forged)
            opened = fine(await refused.click("Try again"), forged)
            assert opened.modal is not None
            fine(await opened.modal.submit(filled(opened.modal)), forged)


async def test_a_press_changes_no_message_that_others_see(house: House) -> None:
    await fill(house)
    public = [seen for seen in house.bob.messages() if seen.buttons]
    assert len(public) > 3
    before = [seen.text for seen in public]
    for forged, values in drawn_presses(house):
        if not forged.startswith(("share.", "suggestion.remove")):  # these may delete their own
            of_librarians = forged.startswith(("library.", "suggestion."))
            person = house.librarian if of_librarians else house.alice
            fine(await person.forge(forged, values=values, message=person.view(public[0])))
    assert [seen.text for seen in public] == before
