"""What is said while it is not clear which group is meant, or there is none for who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.reply import MAX_BUTTONS_IN_ROW, MAX_ROWS, Button, Menu, Option, Reply, Style
from bot.ui.safe_text import plain_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.accountability.models.groups import PeerGroup
    from bot.ui.reply import Row

WHICH = "Which group?"
NOT_IN_ONE = "You're not in a group here yet. Ask an admin, or see what I do."
NOT_IN_IT = "You're not in that group, or it is over. Ask whoever runs it, or an admin."
NONE_TO_RUN = "There is no group here yet. `/group create` makes one."
NOW = "now"

_LABEL = 80
_LONGEST_OPTION = 100
_MOST = MAX_BUTTONS_IN_ROW * MAX_ROWS
_MOST_NAMED = 5
_WITHOUT_A_NAME = "A group"


def choice(groups: Sequence[PeerGroup], memo_id: str) -> Reply:
    """Return the question which group is meant; a press goes on with what was asked for."""
    if len(groups) > MAX_BUTTONS_IN_ROW:
        options = tuple(
            Option(plain_line(group.name, _LONGEST_OPTION) or _WITHOUT_A_NAME, group.id)
            for group in groups[:_MOST]
        )
        return Reply(WHICH, rows=(Menu("group.choose", memo_id, WHICH, options),))
    buttons = tuple(
        Button(plain_line(group.name, _LABEL) or _WITHOUT_A_NAME, "group.choose", memo_id, group.id)
        for group in groups
    )
    return Reply(WHICH, rows=(buttons,))


def not_in_one(invited: Sequence[PeerGroup] = ()) -> Reply:
    """Return what somebody reads who is in no group: how to get in, or what there is without."""
    about = Button("See what I do", "group.about", NOW)
    if not invited:
        return Reply(NOT_IN_ONE, rows=((about,),))
    rows: tuple[Row, ...] = tuple(
        (
            Button(
                f"Join {plain_line(group.name, _LABEL - 5) or _WITHOUT_A_NAME}",
                "group.join",
                group.id,
                style=Style.MAIN,
            ),
            Button("Join, no pings", "group.join_quiet", group.id),
            Button("What's kept?", "group.kept", group.id),
        )
        for group in invited[: MAX_ROWS - 1]
    )
    return Reply(
        "You're invited, and not in yet. It takes one press, and you can leave any time.",
        rows=(*rows, (about,)),
    )


def only_facilitators(facilitators: Sequence[int]) -> str:
    """Return the sentence for who may not run a group: it names those who do."""
    named = [f"<@{user_id}>" for user_id in facilitators[:_MOST_NAMED]]
    who = " or ".join(named) if named else "an admin of this server"
    return f"Only those who run the group can do that. Ask {who}."
