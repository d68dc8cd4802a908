"""What a member posts through the bot: the preview, the post itself, and what can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.citations import UNTITLED, answer_embeds
from bot.ui.forms import FormLayout, TextPart
from bot.ui.questions import LONGEST_QUESTION
from bot.ui.reply import Button, Menu, Option, Reply, Style
from bot.ui.safe_text import plain_line, safe_text

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.ui.answers import Shown
    from bot.ui.forms import Written
    from bot.ui.reply import Row
    from knowledge.models import CuratedAnswer

QUESTION = "question"
CURATED = "curated"

CHANGED = "The library has changed since: part of that is no longer in it. Ask again."
CHOOSE_ONE = "Choose at least one excerpt to share."
TOO_LATE = "It is posted already, or was put aside."
NOT_YOURS = "Only who posted it, or a librarian, can remove it."
NO_WORDS = "Write the question in words."
YOU_MAY_NOT = "You can't write in this channel, so I don't post for you here. Ask in another one."
I_MAY_NOT = "I can't post in this channel. Ask an admin to run `/setup check`, or try another one."

_OPTION = 100
_MOST_QUESTION = 1000


def share_post(
    question: str,
    shown: Sequence[Shown],
    curated: CuratedAnswer | None,
    owner_id: int,
    post_id: str,
) -> Reply:
    """Return what is posted when an answer is shared."""
    content = f"{_share_head(question)}\n-# Shared by <@{owner_id}>"
    embeds = answer_embeds([one.excerpt for one in shown], curated)
    return Reply(content, embeds, (_post_buttons(post_id),))


def group_post(question: str, owner_id: int, post_id: str, *, answered: bool) -> Reply:
    """Return what is posted when the group is asked."""
    return Reply(_group_text(question, owner_id, answered=answered), (), (_post_buttons(post_id),))


def share_preview(  # noqa: PLR0913 - one argument for each thing that is seen
    question: str,
    choices: Sequence[Shown],
    curated: CuratedAnswer | None,
    chosen: Collection[str],
    *,
    owner_id: int,
    channel_id: int,
    post_id: str,
) -> Reply:
    """Return what would be posted, and where; with several excerpts, which of them.

    Args:
        question: As it will stand there.
        choices: The excerpts that may be shown.
        curated: The librarians' answer that may be shown; it goes by the name CURATED.
        chosen: The names of those that are shown.
        owner_id: Who posts it.
        channel_id: Where it will stand.
        post_id: What stands behind the buttons.
    """
    shown = [one for one in choices if one.name in chosen]
    post = share_post(question, shown, curated if CURATED in chosen else None, owner_id, post_id)
    options = [Option("Your librarians' answer", CURATED, "", CURATED in chosen)] if curated else []
    options += [
        Option(
            plain_line(one.excerpt.citation.article.title, _OPTION) or UNTITLED,
            one.name,
            plain_line(one.excerpt.text, _OPTION),
            chosen=one.name in chosen,
        )
        for one in choices
    ]
    rows: list[Row] = []
    if len(options) > 1:
        rows.append(
            Menu("share.choose", post_id, "What to share …", tuple(options), most=len(options))
        )
    rows.append(_preview_buttons(post_id))
    return Reply(f"{_where(channel_id)}\n\n{post.content}", post.embeds, tuple(rows))


def group_preview(
    question: str, owner_id: int, channel_id: int, post_id: str, *, answered: bool
) -> Reply:
    """Return the question to the group as it would be posted, and where."""
    text = _group_text(question, owner_id, answered=answered)
    return Reply(f"{_where(channel_id)}\n\n{text}", rows=(_preview_buttons(post_id),))


def posted(channel_id: int, post_id: str) -> Reply:
    """Return what is said once it is posted."""
    undo = Button("Undo", "share.undo", post_id)
    return Reply(f"Posted in <#{channel_id}>.", rows=((undo,),))


def taken_back(channel_id: int) -> Reply:
    """Return what is said once it is gone again."""
    return Reply(f"Taken back. It is no longer in <#{channel_id}>.")


def removed() -> Reply:
    """Return what is said to whoever removed a post by its own button."""
    return Reply("Removed from the channel.")


def cancelled() -> Reply:
    """Return what is said once a draft is put aside."""
    return Reply("Not posted.")


def layout(written: Written) -> FormLayout:
    """Return the form in which the question is edited before it is posted."""
    del written
    part = TextPart(QUESTION, "Your question, as it will be posted", longest=LONGEST_QUESTION)
    return FormLayout("Edit before posting", (part,))


def _where(channel_id: int) -> str:
    return f"This will be posted in <#{channel_id}>, for everyone there:"


def _share_head(question: str) -> str:
    return f"**{safe_text(question, _MOST_QUESTION)}**"


def _group_text(question: str, owner_id: int, *, answered: bool) -> str:
    why = "" if answered else "The library has nothing on this yet. "
    return (
        f"<@{owner_id}> asks the group:\n> {safe_text(question, _MOST_QUESTION)}\n"
        f"-# {why}Reply to this message if you know."
    )


def _preview_buttons(post_id: str) -> tuple[Button, ...]:
    return (
        Button("Post", "share.post", post_id, style=Style.GOOD),
        Button("Edit", "share.edit", post_id),
        Button("Cancel", "share.cancel", post_id),
    )


def _post_buttons(post_id: str) -> tuple[Button, ...]:
    return (
        Button("Ask the library", "ask.open", post_id),
        Button("Remove", "share.remove", post_id),
    )
