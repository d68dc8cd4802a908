"""Views of every kind, plain and as long as they can be."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.accountability.models.notices import Cause
from bot.accountability.models.views import (
    CardView,
    DirectView,
    EndingView,
    InvitationView,
    MentionsView,
    NoteView,
    NoticeView,
    NudgeView,
    PingView,
    SummaryView,
    View,
)

CLOSES = datetime(2031, 3, 5, 11, tzinfo=UTC)
STAMP = int(CLOSES.timestamp())
ON = date(2031, 3, 3)
DELIVERY = "abcdefghijklmnopqrst"
MANY = tuple(10**18 + number for number in range(100))
HOSTILE = 8 * (
    "@everyone <@1> **x** [https://discord.com](https://evil.example) ``` \u202e discord.gg/x "
)


def ping(**fields: object) -> PingView:
    """Return an opening."""
    plain = {
        "round_id": "round",
        "group_name": "Owners Circle",
        "series_name": "",
        "nominal_on": ON,
        "questions": ("What moved?", "What's next?"),
        "mentions": (1, 2),
        "closes_at": CLOSES,
        "away": 1,
        "to_come": 5,
    }
    return PingView.model_validate(plain | fields)


def nudge(**fields: object) -> NudgeView:
    """Return a nudge."""
    plain = {"round_id": "round", "group_name": "Owners", "mentions": (3,), "closes_at": CLOSES}
    return NudgeView.model_validate(plain | fields)


def card(**fields: object) -> CardView:
    """Return a card."""
    plain = {
        "check_in_id": "check-in",
        "round_id": "round",
        "user_id": 7,
        "moved": "Two proposals out",
        "next": ("Write the job ad",),
        "kept": ("Call the bank",),
        "hands": ("pricing a 40-seat quote",),
    }
    return CardView.model_validate(plain | fields)


def summary(**fields: object) -> SummaryView:
    """Return a summary."""
    plain = {
        "round_id": "round",
        "group_name": "Owners Circle",
        "series_name": "",
        "nominal_on": ON,
        "in_ids": (1, 2),
        "late_ids": (3,),
        "away_ids": (4,),
        "missing": 1,
        "kept": 7,
        "made": 9,
        "hands": ((1, "pricing a 40-seat quote"),),
        "next_opens_at": CLOSES + timedelta(days=5),
    }
    return SummaryView.model_validate(plain | fields)


def notice(cause: Cause | str, **fields: object) -> NoticeView:
    """Return a notice."""
    plain = {
        "notice_id": "notice",
        "group_id": "group",
        "group_name": "Owners Circle",
        "cause": cause,
        "detail": ("Monday check-in", "2031-03-03"),
        "series_id": "series",
    }
    return NoticeView.model_validate(plain | fields)


def direct(reason: str, **fields: object) -> DirectView:
    """Return a DM."""
    plain = {
        "reason": reason,
        "round_id": "round",
        "group_name": "Owners Circle",
        "server_id": 5,
        "channel_id": 6,
        "closes_at": CLOSES,
    }
    return DirectView.model_validate(plain | fields)


def invitation(**fields: object) -> InvitationView:
    """Return an invitation."""
    plain = {
        "group_id": "group",
        "group_name": "Owners Circle",
        "rhythm": "Every Monday at 09:00, Berlin time",
        "invited": (1, 2),
        "first_opens_at": CLOSES,
    }
    return InvitationView.model_validate(plain | fields)


ENDING = EndingView(
    group_id="group", group_name="Owners Circle", rounds=6, check_ins=21, kept=17, made=24
)
NOTE = NoteView(group_id="group", group_name="Owners Circle", round_id="round")
MENTIONS = MentionsView(
    round_id="round", group_name="Owners Circle", mentions=(8, 9), closes_at=CLOSES
)

EVERYTHING: dict[str, View] = {
    "ping": ping(),
    "ping closed": ping(is_open=False),
    "ping over": ping(is_open=False, accepts=False),
    "mentions": MENTIONS,
    "nudge": nudge(),
    **{f"dm {reason}": direct(reason) for reason in ("ping", "nudge", "reminder")},
    "card": card(),
    "summary": summary(),
    "quiet summary": summary(in_ids=(), late_ids=(), hands=()),
    "ending": ENDING,
    **{f"notice {cause}": notice(cause) for cause in Cause},
    **{f"fixed {cause}": notice(cause, fixed=True) for cause in Cause},
    "notice of a later version": notice("something new"),
    "note": NOTE,
    "invitation": invitation(),
    "long ping": ping(
        group_name=HOSTILE,
        mentions=MANY[:40],
        named=MANY[40:],
        questions=(HOSTILE,) * 4,
        late_minutes=700,
        close_moved=True,
        repeated=True,
    ),
    "long nudge": nudge(mentions=MANY[:50], named=MANY[50:]),
    "long mentions": MENTIONS.model_copy(update={"mentions": MANY[:80]}),
    "long card": card(
        moved=HOSTILE * 3,
        next=(HOSTILE,) * 10,
        kept=(HOSTILE,) * 10,
        hands=(HOSTILE,) * 10,
        own=((HOSTILE, HOSTILE * 2),) * 4,
    ),
    "long summary": summary(
        group_name=HOSTILE,
        in_ids=MANY,
        late_ids=MANY,
        away_ids=MANY,
        hands=tuple((each, HOSTILE) for each in MANY),
    ),
    "long notice": notice(Cause.SILENT, group_name=HOSTILE, detail=(HOSTILE, HOSTILE)),
    "long invitation": invitation(
        group_name=HOSTILE, rhythm=HOSTILE, invited=MANY[:25], joined=MANY, open_to_role_ids=MANY
    ),
}
