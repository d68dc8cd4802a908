"""Values of a library for tests of what librarians see, and what Discord would say to a message."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from bot.playground.server.rules.messages import create_faults
from bot.playground.server.rules.modals import modal_faults
from bot.ui.forms import Form, Written
from bot.ui.press import view_of
from bot.ui.reply import Button, Menu
from bot.ui.safe_text import utf16_length
from knowledge.models import Article, ArticleHealth, Document, Gap, Paragraph, Removal

if TYPE_CHECKING:
    from bot.ui.forms import FormLayout
    from bot.ui.press import Interaction
    from bot.ui.reply import Reply

NOW = datetime(2025, 12, 1, 9, tzinfo=UTC)
MOST_CONTENT = 2000

# What people put into titles: markup, mentions, half characters, marks, nothing that can be seen.
HOSTILE = st.one_of(
    st.text(max_size=400),
    st.sampled_from(
        [
            "@everyone " * 40,
            "*_~`|<[]" * 60,
            "\u200b",
            "\u202e" * 50,
            "e" + "\u0301" * 500,
            "👩‍👩‍👧‍👦" * 60,
            "<@1><#1></a:0><t:1:F>" * 20,
            "\ud800",
            "\x00",
            "# a\n> b\n- c",
            "discord.gg/x https://evil.example ",
        ]
    ),
)


def article(number: int = 1, **about: Any) -> Article:  # noqa: ANN401 - fields of an article
    given: dict[str, Any] = {
        "id": number,
        "public_id": f"article{number:05}",
        "title": f"Title {number}",
        "word_count": 812,
    }
    return Article(**{**given, **about})


def health(one: Article | None = None, **about: Any) -> ArticleHealth:  # noqa: ANN401 - its fields
    given: dict[str, Any] = {
        "article": one or article(),
        "stale": False,
        "quoted": 2,
        "last_quoted_on": date(2025, 11, 3),
        "helped": 0,
        "not_it": 0,
    }
    return ArticleHealth(**{**given, **about})


def gap(number: int = 1, *wordings: str, **about: Any) -> Gap:  # noqa: ANN401 - its fields
    given: dict[str, Any] = {
        "id": f"gap{number:05}",
        "wordings": wordings or (f"question {number}",),
        "count": 1,
        "first_asked_on": date(2025, 11, 1),
        "last_asked_on": date(2025, 11, 1),
    }
    return Gap(**{**given, **about})


def removal(*titles: str, number: int = 1) -> Removal:
    return Removal(f"removal{number:05}", titles, "42", NOW, NOW)


def document(text: str = "It begins here.", **about: Any) -> Document:  # noqa: ANN401 - its fields
    return Document(**{"title": "Title", "blocks": (Paragraph(text),), **about})


def labels(reply: Reply) -> list[str]:
    """Return what can be pressed, row by row; a menu by its placeholder."""
    found: list[str] = []
    for row in reply.rows:
        found += [button.label for button in row] if isinstance(row, tuple) else [row.placeholder]
    return found


def button(reply: Reply, label: str) -> Button:
    return next(
        one
        for row in reply.rows
        if isinstance(row, tuple)
        for one in row
        if isinstance(one, Button) and one.label == label
    )


def menu(reply: Reply) -> Menu:
    return next(row for row in reply.rows if isinstance(row, Menu))


def refused(reply: Reply) -> list[str]:
    """Return what Discord would refuse in a message."""

    async def components() -> list[dict[str, Any]]:
        return view_of(reply.rows).to_components()

    names = [file.name for file in reply.files]
    body = {
        "content": reply.content,
        "embeds": [embed.to_dict() for embed in reply.embeds],
        "components": asyncio.run(components()),
        "attachments": [{"id": number, "filename": name} for number, name in enumerate(names)],
    }
    faults = [str(fault) for fault in create_faults(body, files=names, answer=True)]
    if utf16_length(reply.content) > MOST_CONTENT:
        faults.append("too long for a phone")
    return faults


def form_refused(layout: FormLayout, opened: Written | None = None) -> list[str]:
    """Return what Discord would refuse in a form."""

    async def submitted(_: Interaction, __: Written) -> None:
        return

    async def made() -> dict[str, Any]:
        return Form(opened or Written("library.test", "new"), layout, submitted, 1).to_dict()

    return [str(fault) for fault in modal_faults(asyncio.run(made()))]
