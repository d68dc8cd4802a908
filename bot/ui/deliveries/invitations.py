"""The invitation to a group, in its channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.deliveries.wording import counted, fitted, name_of, people
from bot.ui.moments import full
from bot.ui.reply import Button, Reply, Style
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from bot.accountability.models.views import InvitationView

_RHYTHM = 200
_RHYTHMS = 4
_NAMED = 25


def invitation(view: InvitationView, delivery_id: str) -> Reply:
    """Return the invitation; nobody is mentioned or counted before they press *Join*."""
    closed = not view.is_open
    row = (
        Button("Join", "group.join", view.group_id, delivery_id, Style.MAIN, disabled=closed),
        Button("Join, no pings", "group.join_quiet", view.group_id, delivery_id, disabled=closed),
        Button("What's kept?", "group.kept", view.group_id, delivery_id),
    )
    if closed:
        return Reply(f"**{name_of(view.group_name)}** has ended.", rows=(row,))
    head = [
        f"**{name_of(view.group_name)}** {'checks in' if view.begun else 'starts checking in'}."
    ]
    rhythms = view.rhythm.splitlines()
    head += [f"{safe_text(rhythm, _RHYTHM)}." for rhythm in rhythms[:_RHYTHMS]]
    if len(rhythms) > _RHYTHMS:
        head.append(f"And {counted(len(rhythms) - _RHYTHMS, 'schedule', 'schedules')} more.")
    if view.first_opens_at is not None:
        which = "The next" if view.begun else "The first"
        head.append(f"{which}: {full(view.first_opens_at)}. Two minutes each.")
    if view.invited:
        head.append(f"Invited: {people(view.invited, _NAMED)}")
    if view.open_to_role_ids:
        roles = ", ".join(f"<@&{role_id}>" for role_id in view.open_to_role_ids[:10])
        head.append(f"Open to {roles}.")
    if view.joined:
        head.append(f"Joined: {people(view.joined)}")
    foot = [
        (
            "This channel reads your answers; so can the server's admins and whoever runs this bot."
            " Delete yours any time."
        )
    ]
    return Reply(fitted(head, (), foot), rows=(row,), mentions=view.invited[:_NAMED])
