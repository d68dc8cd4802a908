"""Rows of deliveries: messages on their way, and what is known of those that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.models.deliveries import Delivery, DeliveryKind, DeliveryState
from bot.accountability.store.columns import (
    instant,
    limit,
    maybe_instant,
    read_instant,
    read_maybe_instant,
)

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from bot.accountability.store.file import File, Row

_COLUMNS = (
    "id, kind, guild, group_id, round, user, channel, state, not_before, expires_at, part, subject,"
    " payload, attempts, first_attempt_at, claimed_at, retry_at, message, message_channel, wanted,"
    " shown, last_error"
)
_UNDER_WAY = "state IN ('pending', 'claimed')"
_DUE = (
    f"{_UNDER_WAY} AND not_before <= ? AND (retry_at IS NULL OR retry_at <= ?) AND expires_at > ?"
)

# The thread waits for its ping; what belongs into the thread waits for it while it may still come.
_WAITS = (
    "state = 'pending' AND EXISTS (SELECT 1 FROM deliveries other WHERE other.round = d.round"
    " AND other.state IN ('pending', 'claimed') AND ("
    "d.kind = 'thread' AND other.kind = 'ping'"
    " OR d.kind IN ('card', 'nudge', 'more_mentions', 'put_off_mention') AND other.kind = 'thread'"
    "))"
)
# Of those due at the same instant: the opening first, and a mention before a nudge.
_RANK = (
    "CASE kind WHEN 'ping' THEN 0 WHEN 'thread' THEN 1 WHEN 'more_mentions' THEN 2"
    " WHEN 'put_off_mention' THEN 3 WHEN 'dm_ping' THEN 4 WHEN 'card' THEN 5 ELSE 6 END"
)
# An answer's words are kept with the answer, not with the message that showed them.
_WITHOUT_WORDS = "CASE WHEN kind IN ('card', 'summary') THEN NULL ELSE payload END"


class DeliveryRows:
    """The deliveries of a file."""

    def __init__(self, file: File) -> None:
        self._file = file

    def add(self, delivery: Delivery) -> bool:
        """Add a delivery; return False, and change nothing, if there is one with its id."""
        d = delivery
        places = ", ".join("?" * len(_COLUMNS.split(",")))
        added = self._file.write(
            f"INSERT INTO deliveries ({_COLUMNS}) VALUES ({places}) ON CONFLICT (id) DO NOTHING",
            [
                *(d.id, d.kind, d.guild_id, d.group_id, d.round_id, d.user_id, d.channel_id),
                *(d.state, instant(d.not_before), instant(d.expires_at), d.part, d.subject),
                *(d.payload, d.attempts, maybe_instant(d.first_attempt_at)),
                *(maybe_instant(d.claimed_at), maybe_instant(d.retry_at), d.message_id),
                *(d.message_channel_id, d.wanted, d.shown, d.last_error),
            ],
        )
        return added == 1

    def get(self, delivery_id: str) -> Delivery | None:
        """Return a delivery."""
        found = self._all("id = ?", delivery_id)
        return found[0] if found else None

    def of_round(self, round_id: str, kind: DeliveryKind | None = None) -> list[Delivery]:
        """Return a round's deliveries, or those of one kind, the first part first."""
        if kind is None:
            return self._all("round = ? ORDER BY not_before, part, id", round_id)
        return self._all("round = ? AND kind = ? ORDER BY part, not_before, id", round_id, kind)

    def of_group(self, group_id: str, kind: DeliveryKind) -> list[Delivery]:
        """Return a group's deliveries of one kind, the first part first."""
        return self._all("group_id = ? AND kind = ? ORDER BY part, not_before, id", group_id, kind)

    def of_subject(self, subject: str) -> list[Delivery]:
        """Return what is delivered about a check-in or a notice, the first part first."""
        return self._all("subject = ? AND subject <> '' ORDER BY part, id", subject)

    # -- on their way

    def due(self, now: datetime, most: int) -> list[Delivery]:
        """Return what is to be sent now, in the order in which it should be.

        What waits for another one is left out.
        """
        at = instant(now)
        return self._all(
            f"{_DUE} AND NOT ({_WAITS}) ORDER BY not_before, {_RANK}, part, id{limit(most)}",
            *(at, at, at),
        )

    def waits(self, delivery_id: str) -> bool:
        """Tell whether a delivery waits for another one."""
        return bool(self._all(f"id = ? AND {_WAITS}", delivery_id))

    def claim(self, delivery_id: str, payload: str, channel_id: int | None, now: datetime) -> bool:
        """Claim a pending delivery with what it says, for a place; return False if it is none."""
        at = instant(now)
        claimed = self._file.write(
            "UPDATE deliveries SET state = 'claimed', payload = ?, channel = ?, attempts = 1,"
            " first_attempt_at = ?, claimed_at = ?, retry_at = NULL, shown = wanted"
            " WHERE id = ? AND state = 'pending'",
            [payload, channel_id, at, at, delivery_id],
        )
        return claimed == 1

    def again(self, delivery_id: str, now: datetime, *, anew: bool) -> None:
        """Note another attempt at a claimed delivery; `anew` if its nonce counts from now on."""
        self._file.write(
            "UPDATE deliveries SET attempts = attempts + 1, retry_at = NULL,"
            " first_attempt_at = CASE WHEN ? THEN ? ELSE first_attempt_at END"
            " WHERE id = ? AND state = 'claimed'",
            [int(anew), instant(now), delivery_id],
        )

    def freeze(self, delivery_id: str, payload: str) -> None:
        """Write anew what a claimed delivery says."""
        self._file.write(
            "UPDATE deliveries SET payload = ? WHERE id = ? AND state = 'claimed'",
            [payload, delivery_id],
        )

    def redirect(self, delivery_id: str, channel_id: int | None) -> None:
        """Send a claimed delivery to a place where it is not, for certain: as if never tried."""
        self._file.write(
            "UPDATE deliveries SET channel = ?, attempts = 0, first_attempt_at = NULL,"
            " retry_at = NULL WHERE id = ? AND state = 'claimed'",
            [channel_id, delivery_id],
        )

    def settle(
        self,
        delivery_id: str,
        state: DeliveryState,
        message_id: int | None = None,
        message_channel_id: int | None = None,
        error: str = "",
    ) -> None:
        """Write what became of a delivery."""
        self._file.write(
            "UPDATE deliveries SET state = ?, message = ?, message_channel = ?, last_error = ?,"
            f" retry_at = NULL, payload = {_WITHOUT_WORDS} WHERE id = ?",
            [state, message_id, message_channel_id, error, delivery_id],
        )

    def delay(self, delivery_id: str, retry_at: datetime, error: str) -> None:
        """Try a delivery again, but not before an instant."""
        self._file.write(
            f"UPDATE deliveries SET retry_at = ?, last_error = ? WHERE id = ? AND {_UNDER_WAY}",
            [instant(retry_at), error, delivery_id],
        )

    def mark(self, delivery_id: str, error: str) -> None:
        """Write what is known of a delivery, and leave it where it stands."""
        self._file.write("UPDATE deliveries SET last_error = ? WHERE id = ?", [error, delivery_id])

    def revive(self, delivery_id: str, not_before: datetime, expires_at: datetime) -> None:
        """Make a delivery pending again that was cancelled before anybody tried to send it."""
        self._file.write(
            "UPDATE deliveries SET state = 'pending', not_before = ?, expires_at = ?,"
            " last_error = '' WHERE id = ? AND state = 'cancelled' AND claimed_at IS NULL",
            [instant(not_before), instant(expires_at), delivery_id],
        )

    def expire(self, now: datetime) -> int:
        """Give up what had better not come any more; return how many that were."""
        return self._file.write(
            f"UPDATE deliveries SET state = 'expired', payload = {_WITHOUT_WORDS}"
            f" WHERE {_UNDER_WAY} AND expires_at <= ?",
            [instant(now)],
        )

    def cancel(
        self,
        kinds: Collection[DeliveryKind],
        *,
        round_id: str | None = None,
        group_id: str | None = None,
    ) -> None:
        """Cancel a round's or a group's deliveries of some kinds that nobody has tried to send."""
        column, value = ("round", round_id) if round_id is not None else ("group_id", group_id)
        self._file.write(
            f"UPDATE deliveries SET state = 'cancelled' WHERE {column} = ? AND state = 'pending'"
            f" AND kind IN ({', '.join('?' * len(kinds))})",
            [value, *kinds],
        )

    def overdue(self, now: datetime) -> list[Delivery]:
        """Return what is on its way and was to be sent by now, waiting or not."""
        return self._all(
            f"{_UNDER_WAY} AND not_before <= ? AND expires_at > ?"
            f" ORDER BY not_before, {_RANK}, part, id",
            *(instant(now), instant(now)),
        )

    # -- there

    def want(self, delivery_id: str) -> None:
        """Note that a message should look different."""
        self._file.write("UPDATE deliveries SET wanted = wanted + 1 WHERE id = ?", [delivery_id])

    def stale(self, now: datetime, most: int) -> list[Delivery]:
        """Return messages that should look different, those that waited longest first."""
        return self._all(
            "state = 'sent' AND wanted > shown AND message IS NOT NULL"
            " AND (edit_retry_at IS NULL OR edit_retry_at <= ?)"
            f" ORDER BY edit_retry_at, not_before, id{limit(most)}",
            instant(now),
        )

    def shown(self, delivery_id: str, version: int) -> None:
        """Note what a message shows; an older version than it does already changes nothing."""
        self._file.write(
            "UPDATE deliveries SET shown = max(shown, ?), edit_retry_at = NULL WHERE id = ?",
            [version, delivery_id],
        )

    def edit_later(self, delivery_id: str, at: datetime) -> None:
        """Edit a message, but not before an instant."""
        self._file.write(
            "UPDATE deliveries SET edit_retry_at = ? WHERE id = ?", [instant(at), delivery_id]
        )

    def next_due(self, after: datetime) -> datetime | None:
        """Return the next instant, later than `after`, at which a delivery is due or expires."""
        at = instant(after)
        row = self._file.row(
            "SELECT min(at) FROM ("
            f"SELECT min(max(not_before, ifnull(retry_at, ''))) AS at FROM deliveries"
            f" WHERE {_UNDER_WAY} AND max(not_before, ifnull(retry_at, '')) > ?"
            f" UNION ALL SELECT min(expires_at) FROM deliveries WHERE {_UNDER_WAY}"
            " AND expires_at > ?"
            " UNION ALL SELECT min(edit_retry_at) FROM deliveries"
            " WHERE state = 'sent' AND wanted > shown AND edit_retry_at > ?)",
            [at, at, at],
        )
        return None if row is None else read_maybe_instant(row[0])

    def _all(self, where: str, *values: str | int) -> list[Delivery]:
        rows = self._file.rows(f"SELECT {_COLUMNS} FROM deliveries d WHERE {where}", values)
        return [_delivery(row) for row in rows]


def _delivery(row: Row) -> Delivery:
    return Delivery(
        id=row[0],
        kind=DeliveryKind(row[1]),
        guild_id=row[2],
        group_id=row[3],
        round_id=row[4],
        user_id=row[5],
        channel_id=row[6],
        state=DeliveryState(row[7]),
        not_before=read_instant(row[8]),
        expires_at=read_instant(row[9]),
        part=row[10],
        subject=row[11],
        payload=row[12],
        attempts=row[13],
        first_attempt_at=read_maybe_instant(row[14]),
        claimed_at=read_maybe_instant(row[15]),
        retry_at=read_maybe_instant(row[16]),
        message_id=row[17],
        message_channel_id=row[18],
        wanted=row[19],
        shown=row[20],
        last_error=row[21],
    )
