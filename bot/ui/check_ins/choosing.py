"""Which check-in is meant: the open ones as they are offered, and what if none is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.typed import date_words
from bot.accountability.zones import zone_named
from bot.ui.moments import full, relative
from bot.ui.reply import Button, Reply, Style
from bot.ui.safe_text import plain_line

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.models.check_ins import FormFacts
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Round, Series

_OPTION_NAME = 30


def nothing_is_open(facts: FormFacts) -> Reply:
    """Return the question whether to answer early."""
    text = (
        f"Nothing is open. Answer early? It counts for {full(facts.opens_at)}"
        f" ({relative(facts.opens_at)})."
    )
    yes = Button("Yes", "checkin.early", facts.series_id, style=Style.MAIN)
    return Reply(text, rows=((yes,),))


def option_words(found: Round, group: PeerGroup, series: Series, now: datetime) -> str:
    """Return an open round as it is offered while somebody types: on the group's clock."""
    zone = zone_named(group.zone)
    closes_at = found.close_at.astimezone(zone)
    day = date_words(closes_at.date(), now.astimezone(zone).date())
    name, circle = (plain_line(text, _OPTION_NAME) for text in (series.name, group.name))
    return f"{name} · closes {day} {closes_at:%H:%M} · {circle}"
