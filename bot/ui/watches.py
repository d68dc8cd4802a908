"""The texts of *Tell me when it's answered*: the choice, its undoing, and the message itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.answers import tell_button
from bot.ui.citations import answer_embeds
from bot.ui.reply import Button, Reply, Style
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from knowledge.models import Answer

NOT_KNOWN_BY_ANYTHING = (
    "I could not know that question again: it has no words of its own. Ask it in other words."
)
REMOVED = "Removed."
GONE = "That is no longer here."
ANSWERED_BY_NOW = "There is an answer now."

_QUESTION = 200
_SERVER = 100
_BEST = 2


def how(question: str, memo_id: str) -> Reply:
    """Return the question how somebody wants to be told."""
    return Reply(
        f"**{safe_text(question, _QUESTION)}**\nHow shall I tell you when it's answered?\n"
        "-# Your name is kept with the question until you are told, 90 days at most.",
        rows=(
            (
                Button("By DM", "ask.tell_dm", memo_id, style=Style.MAIN),
                Button("At my next question", "ask.tell_next", memo_id),
                Button("‹ Back", "ask.page", memo_id, "0"),
            ),
        ),
    )


def noted(question: str, memo_id: str, *, may_dm: bool) -> Reply:
    """Return what is said once it is kept."""
    way = (
        "Noted. I'll send you a DM when it's answered.\n"
        "-# If your DMs are closed, I tell you at your next question here."
        if may_dm
        else "Noted. I'll tell you at your next question here, once it's answered."
    )
    undo = Button("Undo", "ask.untell", memo_id)
    return Reply(f"**{safe_text(question, _QUESTION)}**\n{way}", rows=((undo,),))


def forgotten(question: str, memo_id: str) -> Reply:
    """Return what is said once it is undone."""
    return Reply(
        f"**{safe_text(question, _QUESTION)}**\n"
        "Undone. Your name is no longer kept with that question.",
        rows=((tell_button(memo_id), Button("Ask the group", "ask.group", memo_id)),),
    )


def told(server: str, question: str, answer: Answer, post_id: str, guild_id: int) -> Reply:
    """Return the DM to somebody who asked to be told; it stands alone, with its sources."""
    text = (
        f"You asked in **{safe_text(server, _SERVER)}**: “{safe_text(question, _QUESTION)}”\n"
        "There is an answer now."
    )
    excerpts = answer.excerpts[: _BEST - 1 if answer.curated else _BEST]
    remove = Button("Remove this message", "told.remove", post_id, str(guild_id))
    return Reply(text, answer_embeds(excerpts, answer.curated), ((remove,),))
