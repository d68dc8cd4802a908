"""The texts of commitments: what somebody promises their group, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.models.rounds import CommitmentState
from bot.accountability.typed import date_words, distance_words
from bot.ui.deliveries.wording import fitted
from bot.ui.forms import FormLayout, TextPart
from bot.ui.reply import Button, Menu, Option, Reply, Style
from bot.ui.safe_text import plain_line, safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Commitment
    from bot.ui.forms import Written
    from bot.ui.reply import Row

MENU = "Make it my commitment"
TEXT, DUE = "text", "due"
LONGEST = 300
NO_TEXT = "There is no text in that message. Write it yourself with `/commit add`."
NOT_YOURS = "That commitment is no longer here. `/commit list` shows yours."
NOTHING_TO_CLOSE = "You have nothing open in that group."

_NAME = 80
_LONGEST_DUE = 60
_SHOWN = 10
_IN_MENU = 25
_OPTION = 100
_TWICE = 2
_ASKED_AT_ONCE = 4
_OUR_LINKS = "https://discord.com/channels/"
_ONLY_YOU = "-# Only you see this."


def listed(
    group: PeerGroup, commitments: Sequence[Commitment], rate: tuple[int, int], today: date
) -> Reply:
    """Return somebody's open commitments in a group, and how many they have kept so far."""
    head = [f"**Your commitments · {safe_text(group.name, _NAME)}**"]
    if not commitments:
        head.append(
            "Nothing is open. What you promise in a check-in comes here, and so does what you add."
        )
    more = len(commitments) - _SHOWN
    foot = [f"-# and {more} more: *Close one* has them"] if more > 0 else []
    kept, made = rate
    if made:
        foot.append(f"Kept so far: {kept} of {made}.")
    buttons = [Button("Add", "commit.add", group.id, style=Style.MAIN)]
    if commitments:
        buttons.append(Button("Close one", "commit.close", group.id))
    text = fitted(head, lines_of(commitments[:_SHOWN], today), [*foot, _ONLY_YOU])
    return Reply(text, rows=(tuple(buttons),))


def lines_of(commitments: Sequence[Commitment], today: date) -> list[str]:
    """Return commitments as a numbered list: each with its date below."""
    return [
        "\n".join((f"{number}. {safe_text(each.text, LONGEST // 2)}", *_below(each, today)))
        for number, each in enumerate(commitments, start=1)
    ]


def due_words(commitment: Commitment, today: date) -> str:
    """Return until when it is due: "by Fri 5 Dec (in 2 weeks)", or "" if it has no date."""
    if commitment.due_on is None:
        return ""
    verb = "was due" if commitment.due_on < today else "by"
    on = commitment.due_on
    return f"{verb} {date_words(on, today)} ({distance_words(on, today)})"


def added(group: PeerGroup, commitment: Commitment, today: date) -> Reply:
    """Return what is said once a commitment is noted; the date is read back."""
    when = due_words(commitment, today)
    first = f"Noted for **{safe_text(group.name, _NAME)}**{', ' + when if when else ''}:"
    text = f"{first}\n“{safe_text(commitment.text, LONGEST)}”\n{_ONLY_YOU}"
    undo = Button("Undo", "commit.remove", commitment.id)
    return Reply(text, rows=((undo, Button("Show all", "commit.list", group.id)),))


def removed(commitment: Commitment) -> Reply:
    """Return what is said once it is taken back."""
    text = f"Undone. “{safe_text(commitment.text, LONGEST)}” is not noted any more."
    again = Button("Show all", "commit.list", commitment.group_id)
    return Reply(text, rows=((again,),))


def which(group: PeerGroup, commitments: Sequence[Commitment], today: date) -> Reply:
    """Return the question which commitment is to be closed."""
    if not commitments:
        back = Button("Show all", "commit.list", group.id)
        return Reply(NOTHING_TO_CLOSE, rows=((back,),))
    options = tuple(
        Option(
            plain_line(each.text, _OPTION) or "A commitment",
            each.id,
            due_words(each, today)[:_OPTION],
        )
        for each in commitments[:_IN_MENU]
    )
    left_out = len(commitments) - _IN_MENU
    text = f"These are your {_IN_MENU} oldest." if left_out > 0 else ""
    return Reply(text, rows=(Menu("commit.pick", group.id, "Which one?", options),))


def option_words(commitment: Commitment, today: date) -> str:
    """Return a commitment as it is offered while somebody types: its words, then its date."""
    when = due_words(commitment, today)
    tail = f" · {when}" if when else ""
    return f"{plain_line(commitment.text, _OPTION - len(tail))}{tail}"


def what_became(commitment: Commitment, today: date) -> Reply:
    """Return the question what became of a commitment."""
    when = due_words(commitment, today)
    passed = may_be_missed(commitment, today)
    lines = [f"**{safe_text(commitment.text, LONGEST)}**", f"What became of it?{_in_small(when)}"]
    if not passed:
        lines.append("-# *Missed* can be pressed once its date has passed.")
    buttons = (
        Button("Kept", "commit.kept", commitment.id, style=Style.GOOD),
        Button("Missed", "commit.missed", commitment.id, disabled=not passed),
        Button("Dropped", "commit.dropped", commitment.id),
        Button("‹ Back", "commit.close", commitment.group_id),
    )
    return Reply("\n".join(lines), rows=(buttons,))


def may_be_missed(commitment: Commitment, today: date) -> bool:
    """Tell whether its due date has passed: before that nothing is missed."""
    return commitment.due_on is not None and commitment.due_on < today


def closed(commitment: Commitment, rate: tuple[int, int]) -> Reply:
    """Return what is said once a commitment is closed."""
    text = f"“{safe_text(commitment.text, LONGEST)}”"
    kept, made = rate
    match commitment.state:
        case CommitmentState.KEPT:
            sentence = f"Kept. {text}\nThat makes {kept} of {made}, for your eyes only."
        case CommitmentState.MISSED:
            sentence = f"Noted as missed. {text}\nIt happens. Only you see it."
        case CommitmentState.DROPPED:
            sentence = f"Dropped. {text}\nIt counts neither way."
        case CommitmentState.OPEN:
            sentence = f"Open again. {text}"
    buttons = [Button("Show all", "commit.list", commitment.group_id)]
    if commitment.state is not CommitmentState.OPEN:
        buttons.insert(0, Button("Undo", "commit.reopen", commitment.id))
    return Reply(sentence, rows=(tuple(buttons),))


def carried(commitments: Sequence[Commitment]) -> tuple[str, tuple[Row, ...]]:
    """Return the question about commitments that were carried three times, and its buttons."""
    asked = commitments[:_ASKED_AT_ONCE]
    lines = [
        f"{number}. {safe_text(each.text, LONGEST // 2)}"
        for number, each in enumerate(asked, start=1)
    ]
    rows: tuple[Row, ...] = tuple(
        (
            Button(f"{number} · Keep", "commit.keep", each.id),
            Button("Change", "commit.change", each.id),
            Button("Drop", "commit.drop", each.id),
        )
        for number, each in enumerate(asked, start=1)
    )
    return "\n".join(["Carried over three times. Keep, change or drop?", *lines]), rows


def kept_on(commitment: Commitment) -> Reply:
    """Return what is said when a commitment that was carried often stays."""
    return Reply(f"It stays on your list: “{safe_text(commitment.text, LONGEST)}”")


def changed(commitment: Commitment) -> Reply:
    """Return what is said when a commitment got other words."""
    again = Button("Change", "commit.change", commitment.id)
    return Reply(f"Changed to: “{safe_text(commitment.text, LONGEST)}”", rows=((again,),))


def layout(_opened: Written) -> FormLayout:
    """Return the form for a new commitment."""
    return FormLayout(
        "A commitment",
        (
            TextPart(TEXT, "What do you promise?", "One thing, done or not.", longest=LONGEST),
            TextPart(
                DUE,
                "By when?",
                "Like “Fri” or “5 Dec”. Left empty: by the end of the next check-in.",
                required=False,
                longest=_LONGEST_DUE,
            ),
        ),
    )


def layout_of_change(_opened: Written) -> FormLayout:
    """Return the form that gives a commitment other words."""
    part = TextPart(TEXT, "What do you promise?", "Smaller is fine.", longest=LONGEST)
    return FormLayout("Change it", (part,))


def _below(commitment: Commitment, today: date) -> list[str]:
    """Return what stands in small print below a commitment: nothing, or one line."""
    facts = []
    if when := due_words(commitment, today):
        facts.append(when)
    if commitment.carried:
        times = {1: "once", _TWICE: "twice"}.get(commitment.carried, f"{commitment.carried} times")
        facts.append(f"carried over {times}")
    if commitment.source.startswith(_OUR_LINKS):
        facts.append(f"[message](<{commitment.source}>)")
    return [f"-# {' · '.join(facts)}"] if facts else []


def _in_small(words: str) -> str:
    return f"\n-# {words}" if words else ""
