from __future__ import annotations

import pytest

from bot.desk import ServerSettings
from bot.ui import help as help_pages
from bot.ui import setup
from bot.ui.examples import EXAMPLES
from bot.ui.reply import Button, Menu, RoleMenu

HERE = setup.PlaceCheck(10, ())


def check(**changes: object) -> setup.ServerCheck:
    found: dict[str, object] = {
        "role_missing": (),
        "here": HERE,
        "others": (),
        "hidden": 0,
        "articles": 10,
        "starters": 10,
        "librarians": True,
    }
    return setup.ServerCheck(**{**found, **changes})  # type: ignore[arg-type]  # of its fields


def test_the_welcome_is_short_and_silent() -> None:
    reply = help_pages.welcome("abc")
    assert reply.content == (
        "Hi, I'm Sounding Board. I answer from your articles, word for word,"
        " with the source. I read no chat."
    )
    assert reply.silent
    (buttons,) = reply.rows
    assert isinstance(buttons, tuple)
    assert [button.label for button in buttons] == ["Set up", "Ask something"]


def test_help_shows_examples_that_run_at_a_click() -> None:
    examples, topics = help_pages.overview().rows
    assert isinstance(examples, tuple)
    assert isinstance(topics, Menu)
    assert [button.label for button in examples] == list(EXAMPLES.values())
    assert all(isinstance(button, Button) and len(button.label) <= 80 for button in examples)


def test_help_says_hello_where_no_welcome_could_be_posted() -> None:
    assert help_pages.overview(welcoming=True).content.startswith(help_pages.WELCOME)
    assert not help_pages.overview().content.startswith(help_pages.WELCOME)


@pytest.mark.parametrize(("title", "name"), help_pages.topic_names())
def test_every_topic_has_a_page_that_fits(title: str, name: str) -> None:
    page = help_pages.topic(name)
    assert page is not None
    assert page.content.startswith(f"**{title}**")
    assert len(page.content) <= 2000


def test_there_is_no_page_for_what_is_no_topic() -> None:
    assert help_pages.topic("<script>") is None


def test_the_overview_fits_with_its_welcome() -> None:
    assert len(help_pages.overview(welcoming=True).content) <= 2000


def test_nobody_chosen_means_whoever_manages_the_server() -> None:
    reply = setup.roles(ServerSettings(1))
    assert reply.content.startswith("Librarians: whoever manages this server.")
    (menu,) = reply.rows
    assert isinstance(menu, RoleMenu)
    assert menu.chosen == ()


def test_chosen_roles_are_shown_and_preselected() -> None:
    reply = setup.roles(ServerSettings(1, (5, 6)), saved=True)
    assert reply.content.startswith(
        "Saved. Librarians: <@&5>, <@&6>, and whoever manages this server."
    )
    (menu,) = reply.rows
    assert isinstance(menu, RoleMenu)
    assert menu.chosen == (5, 6)


def test_all_is_well() -> None:
    assert setup.checked(check()).content == (
        "All is well: I may do what I must, here in <#10> too.\n"
        "Library: 10 articles, 10 of them starters."
    )


def test_what_is_missing_comes_with_its_fix() -> None:
    found = check(
        role_missing=("Embed Links",),
        here=setup.PlaceCheck(10, ("Send Messages", "Attach Files")),
        others=(setup.PlaceCheck(11, ("Embed Links",)),),
        hidden=1,
        starters=0,
        librarians=False,
    )
    assert setup.checked(found).content == (
        "My role lacks *Embed Links*.\n"
        "Fix: Server Settings → Roles → Sounding Board → allow them.\n"
        "\n"
        "In <#10> I lack *Send Messages*, *Attach Files*.\n"
        "In <#11> I lack *Embed Links*.\n"
        "Fix: open the channel's settings → Permissions → add Sounding Board → allow them.\n"
        "\n"
        "-# 1 channel I can't see. That is fine, if nobody needs me there.\n"
        "Library: 10 articles.\n"
        "No role keeps the library yet: `/setup roles`. Until then, admins do."
    )


def test_a_server_full_of_closed_channels_still_fits() -> None:
    names = ("View Channels", "Send Messages", "Send Messages in Threads", "Embed Links") * 2
    others = tuple(setup.PlaceCheck(10**18 + number, names) for number in range(500))
    text = setup.checked(check(others=others, role_missing=names)).content
    assert len(text) <= 2000
    assert "And in 494 more channels." in text
