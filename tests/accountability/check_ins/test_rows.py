from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.rounds import CheckIn, Commitment, CommitmentState, Report
from bot.errors import StorageError
from tests.accountability.check_ins.making import DAY, HOUR
from tests.accountability.groups.making import ANN, BEN, EARLIER, MONDAY

if TYPE_CHECKING:
    from tests.accountability.check_ins.making import Club

REPORT = Report(
    moved="Hired “two” 🦉\nand\ud800 more",
    next_lines=("Call Dana", "Send it"),
    hand_lines=("Pricing",),
    own=(("How was it?", "Fine"),),
    kept_ids=("a", "b"),
)
AS_KEPT = replace(REPORT, moved="Hired “two” 🦉\nand? more")


def check_in(club: Club, name: str, user_id: int = ANN, round_id: str | None = None) -> CheckIn:
    return CheckIn(
        name,
        club.group.id,
        club.series.id,
        round_id,
        user_id,
        REPORT,
        created_at=MONDAY,
        carried_ids=("c",),
    )


def commitment(club: Club, name: str, user_id: int = ANN) -> Commitment:
    return Commitment(
        name, club.group.id, user_id, f"Promise {name}", CommitmentState.OPEN, made_at=MONDAY
    )


def test_a_check_in_is_kept_whole(club: Club) -> None:
    rows = club.book.rows.check_ins
    rows.add(check_in(club, "one"))
    assert rows.get("one") == replace(check_in(club, "one"), report=AS_KEPT)
    edited = replace(
        check_in(club, "one"), report=Report(moved="x"), edited_at=MONDAY, late=True, carried_ids=()
    )
    rows.update(edited)
    assert rows.get("one") == edited
    rows.delete("one")
    assert rows.get("one") is None


def test_a_member_has_one_check_in_for_a_round_and_one_early_one(club: Club) -> None:
    found = club.opens()
    rows = club.book.rows.check_ins
    rows.add(check_in(club, "one", round_id=found.id))
    rows.add(check_in(club, "early"))
    rows.add(check_in(club, "bens", BEN, round_id=found.id))
    for again in (check_in(club, "two", round_id=found.id), check_in(club, "more")):
        with pytest.raises(StorageError):
            rows.add(again)
    mine, early = rows.mine(found.id, ANN), rows.early(club.series.id, ANN)
    assert (mine and mine.id, early and early.id) == ("one", "early")
    assert [each.id for each in rows.of_round(found.id)] == ["one", "bens"]
    assert [each.id for each in rows.early_of_series(club.series.id)] == ["early"]


def test_an_early_check_in_is_given_to_one_round_only(club: Club) -> None:
    rows = club.book.rows.check_ins
    rows.add(check_in(club, "early"))
    first, second = club.opens(), club.opens(1)
    rows.attach("early", second.id)
    attached = rows.get("early")
    assert attached is not None
    assert attached.round_id == first.id


def test_a_members_check_ins_are_read_in_pages_newest_first(club: Club) -> None:
    rows = club.book.rows.check_ins
    for week in range(3):
        found = club.opens(week)
        rows.add(replace(check_in(club, str(week), round_id=found.id), created_at=found.opens_at))
    assert [each.id for each in rows.of_user(club.group.id, ANN)] == ["2", "1", "0"]
    assert [each.id for each in rows.of_user(club.group.id, ANN, 1, 1)] == ["1"]
    assert (rows.count(club.group.id, ANN), rows.count(club.group.id, BEN)) == (3, 0)


def test_a_commitment_is_kept_whole(club: Club) -> None:
    rows = club.book.rows
    rows.check_ins.add(check_in(club, "one"))
    made = replace(
        commitment(club, "a"),
        due_on=date(2025, 12, 10),
        carried=2,
        check_in_id="one",
        source="https://discord.com/channels/1/2/3",
    )
    rows.commitments.add(made)
    assert rows.commitments.get("a") == made
    settled = replace(
        made,
        text="Other",
        state=CommitmentState.KEPT,
        due_on=None,
        carried=0,
        settled_at=MONDAY,
        settled_in="one",
        check_in_id=None,
    )
    rows.commitments.update(settled)
    assert rows.commitments.get("a") == settled
    rows.check_ins.delete("one")
    assert rows.commitments.get("a") == replace(settled, settled_in=None)
    rows.commitments.delete("a")
    assert rows.commitments.get("a") is None


def test_commitments_are_found_by_member_check_in_and_fate(club: Club) -> None:
    rows = club.book.rows
    rows.check_ins.add(check_in(club, "one"))
    for number, name in enumerate("abc"):
        made_at = MONDAY + number * HOUR
        rows.commitments.add(replace(commitment(club, name), made_at=made_at, check_in_id="one"))
    rows.commitments.add(commitment(club, "bens", BEN))
    kept = replace(
        commitment(club, "b"), state=CommitmentState.KEPT, settled_at=MONDAY, settled_in="one"
    )
    rows.commitments.update(replace(kept, check_in_id="one"))
    assert [each.id for each in rows.commitments.open_of(club.group.id, ANN)] == ["a", "c"]
    assert [each.id for each in rows.commitments.of_user(club.group.id, ANN)] == ["c", "b", "a"]
    assert [each.id for each in rows.commitments.made_in("one")] == ["a", "b", "c"]
    assert [each.id for each in rows.commitments.settled_in("one")] == ["b"]
    found = rows.check_ins.get("one")
    assert found is not None
    assert found.made_ids == ("a", "b", "c")


def test_what_was_open_at_an_instant_is_known_later(club: Club) -> None:
    rows = club.book.rows.commitments
    due_on = MONDAY.date()
    states = {
        "open": (CommitmentState.OPEN, None),
        "kept before": (CommitmentState.KEPT, MONDAY + HOUR),
        "kept since": (CommitmentState.KEPT, MONDAY + DAY),
        "missed since": (CommitmentState.MISSED, MONDAY + 2 * DAY),
        "dropped since": (CommitmentState.DROPPED, MONDAY + 2 * DAY),
    }
    for name, (state, at) in states.items():
        made = replace(commitment(club, name), made_at=EARLIER, due_on=due_on)
        rows.add(replace(made, state=state, settled_at=at))
    rows.add(replace(commitment(club, "not due"), made_at=EARLIER, due_on=due_on + DAY))
    rows.add(replace(commitment(club, "no date"), made_at=EARLIER))
    rows.add(replace(commitment(club, "made since"), made_at=MONDAY + DAY, due_on=due_on))
    rows.add(replace(commitment(club, "bens", BEN), made_at=EARLIER, due_on=due_on))
    found = rows.open_at(club.group.id, [ANN], MONDAY + DAY, due_on)
    assert [each.id for each in found] == ["open", "kept since", "missed since"]


def test_a_rate_counts_what_was_settled_in_a_time(club: Club) -> None:
    rows = club.book.rows.commitments
    for number, state in enumerate(CommitmentState):
        settled_at = None if state is CommitmentState.OPEN else MONDAY + number * DAY
        rows.add(replace(commitment(club, state), state=state, settled_at=settled_at))
    assert rows.rate(club.group.id, ANN) == (1, 2)
    assert rows.rate(club.group.id, ANN, since=MONDAY + 2 * DAY) == (0, 1)
    assert rows.rate(club.group.id, ANN, until=MONDAY + 2 * DAY) == (1, 1)
    assert rows.rate(club.group.id, BEN) == (0, 0)


def test_all_of_it_goes_with_its_group(club: Club) -> None:
    rows = club.book.rows
    found = club.opens()
    sent = club.sends("Rest")
    club.book.check_ins.remove(sent.check_in.id, ANN, MONDAY + DAY)
    rows.check_ins.add(check_in(club, "one", round_id=found.id))
    rows.commitments.add(replace(commitment(club, "a"), check_in_id="one"))
    rows.groups.delete(club.group.id)
    assert (rows.check_ins.get("one"), rows.commitments.get("a")) == (None, None)
    assert rows.removed.get(sent.check_in.id, ANN, EARLIER) is None
