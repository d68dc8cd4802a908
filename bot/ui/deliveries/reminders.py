"""The one nudge to those who are missing, and what a member gets as a DM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.deliveries.wording import called, people, titled
from bot.ui.moments import full, relative
from bot.ui.reply import Button, Link, Reply, Style

if TYPE_CHECKING:
    from bot.accountability.models.views import DirectView, NudgeView

_NAMED = 25
_OPENING = {
    "ping": "The check-in of **{}** is open.",
    "nudge": "**{}**: still time to check in.",
    "reminder": "You asked me to remind you: the check-in of **{}** is open.",
}


def nudge(view: NudgeView, delivery_id: str) -> Reply:
    """Return the reminder in the thread."""
    rest = [people(view.named, _NAMED)] if view.named else []
    rest += [f"Still time: closes {relative(view.closes_at)}.", "Busy week? Skipping is fine."]
    names = [called(view.mentions, rest)] if view.mentions else []
    return Reply(
        "\n".join([*names, *rest]),
        rows=(_buttons(view.round_id, delivery_id),),
        silent=not view.mentions,
        mentions=view.mentions,
    )


def direct(view: DirectView, delivery_id: str) -> Reply:
    """Return a DM: an opening, a nudge, or the reminder that somebody asked for."""
    opening = _OPENING[view.reason].format(titled(view.group_name, view.series_name))
    text = f"{opening}\nTwo minutes, until {full(view.closes_at)} ({relative(view.closes_at)})."
    place = f"https://discord.com/channels/{view.server_id}/{view.channel_id}"
    link = Link("Open the channel", place)
    return Reply(text, rows=((*_buttons(view.round_id, delivery_id), link),))


def _buttons(round_id: str, delivery_id: str) -> tuple[Button, Button]:
    return (
        Button("Check in", "round.check_in", round_id, delivery_id, Style.MAIN),
        Button("Skip this one", "round.skip", round_id, delivery_id),
    )
