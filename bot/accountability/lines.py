"""What a member types into the form of a check-in, made ready: cleaned, and split into lines.

Nothing is cut in silence: what does not fit is refused, and the form gives the words back.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import regex  # type: ignore[import-untyped]  # it ships no types

from bot.accountability.models.check_ins import (
    LONGEST_ANSWER,
    LONGEST_LINE,
    LONGEST_MOVED,
    MOST_LINES,
)
from bot.accountability.texts import clean_line, clean_text
from bot.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.accountability.models.rounds import Questions, Report

_LONGEST_FIELD = 4_000
"""As much as a field of a form takes."""
_LONGEST_QUESTION = 100
_NEXT, _HAND = "what's next", "where a hand would help"

_BULLET = regex.compile(r"^(?:[-–—*·]\s+|[•◦‣▪▫☐□]\s*|\[[ x]?\]\s*)+", regex.I)
_NUMBER = regex.compile(r"^(\d{1,2})[.)]\s+")
_WORDY = regex.compile(r"[\p{L}\p{N}\p{Extended_Pictographic}]")
_NO_WORD = regex.compile(r"[^\p{L}\p{M}\p{N}]+")
_AROUND = regex.compile(r"^[\p{P}\s]+|[\p{P}\s]+$")

_NOTHINGS = """
x no non none nope nah nil null na nada nothing nothingmuch nothingnew nothingyet noneyet notyet
nochange nochanges unchanged same sameagain sameasabove sameasbefore sameaslast sameaslasttime
sameaslastweek samethings stillthesame thesame ditto asabove asbefore tba tbc tbd idk idontknow
dontknow notsure notsureyet nocommitment nocommitments pass skip empty blank allgood imgood imfine
nothanks notreally notrightnow nottoday
"""
"""As `_bare` leaves them."""
_NOTHING = frozenset(_NOTHINGS.split())


def clean_report(report: Report) -> Report:
    """Return a report as it is kept: its lines one each, and none that says "none".

    Args:
        report: As it was typed; each of its lines may hold several.

    Raises:
        Refusal: Nothing is left of it, or more than fits.
    """
    clean = replace(
        report,
        moved=clean_text(report.moved, LONGEST_MOVED),
        next_lines=split_lines(report.next_lines, _NEXT),
        hand_lines=split_lines(report.hand_lines, _HAND),
        own=tuple(
            (clean_line(question, _LONGEST_QUESTION), clean_text(answer, LONGEST_ANSWER))
            for question, answer in report.own
        ),
        kept_ids=tuple(sorted(set(report.kept_ids))),
    )
    written = (clean.moved, *clean.next_lines, *clean.hand_lines, *(text for _, text in clean.own))
    if not any(written) and not clean.kept_ids:
        raise Refusal("Your check-in is empty so far. Write a line, and send it again.")
    return clean


def split_lines(texts: Iterable[str], field: str) -> tuple[str, ...]:
    """Return the lines of texts, each once: without bullets, and without any that says "none".

    Args:
        texts: As they were typed.
        field: How a sentence calls the field where they were typed.

    Raises:
        Refusal: There are too many, or one is too long.
    """
    typed = clean_text("\n".join(texts), _LONGEST_FIELD).split("\n")
    lines: dict[str, str] = {}
    for number, each in enumerate(filter(None, typed), start=1):
        line = clean_line(_without_bullet(each, number), _LONGEST_FIELD)
        if not says_nothing(line):
            lines.setdefault(folded(line), line)
    for line in lines.values():
        if len(line) > LONGEST_LINE:
            raise Refusal(
                f"One line of {field} has {len(line)} characters, and {LONGEST_LINE} fit. Shorten"
                " it, or make two of it."
            )
    if len(lines) > MOST_LINES:
        raise Refusal(
            f"You wrote {len(lines)} lines for {field}, and {MOST_LINES} fit. Put some together,"
            " or leave the smallest out."
        )
    return tuple(lines.values())


def says_nothing(line: str) -> bool:
    """Tell whether a line says that there is nothing: "none", "-", "n/a", "Same as last week."."""
    return _bare(line) in _NOTHING or not _WORDY.search(line)


def folded(text: str) -> str:
    """Return text by which one promise is known as another: whatever its case and its full stop."""
    words = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return str(_AROUND.sub("", words)) or words


def merged(first: Report, second: Report) -> Report:
    """Return one report of two that a member sent for the same round: nothing of either is lost."""
    answers = dict(first.own)
    for question, answer in second.own:
        answers[question] = _joined(answers.get(question, ""), answer)
    return replace(
        second,
        moved=_joined(first.moved, second.moved),
        next_lines=_each_once(*first.next_lines, *second.next_lines),
        hand_lines=_each_once(*first.hand_lines, *second.hand_lines),
        own=tuple(answers.items()),
        kept_ids=tuple(sorted({*first.kept_ids, *second.kept_ids})),
    )


def with_unasked(report: Report, before: Report, questions: Questions) -> Report:
    """Return a report with what one had before that its form does not ask any more."""
    if questions.own:
        asked = dict(report.own)
        kept = tuple(pair for pair in before.own if pair[0] not in asked)
        report = replace(
            report, moved=before.moved, hand_lines=before.hand_lines, own=(*report.own, *kept)
        )
    else:
        report = replace(report, own=before.own)
    if not questions.commitments:
        report = replace(report, next_lines=before.next_lines, kept_ids=before.kept_ids)
    return report


def _each_once(*lines: str) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for line in lines:
        found.setdefault(folded(line), line)
    return tuple(found.values())


def _without_bullet(line: str, number: int) -> str:
    """Return a line without what begins it in a list; "10. Dezember" is no tenth line."""
    numbered = _NUMBER.match(line)
    if numbered and int(numbered[1]) == number:
        return line[numbered.end() :]
    bullet = _BULLET.match(line)
    return line[len(bullet[0]) :] if bullet else line


def _joined(first: str, second: str) -> str:
    if second in first:
        return first
    return second if first in second else f"{first}\n{second}"


def _bare(line: str) -> str:
    """Return a line's letters and digits, without case and marks."""
    decomposed = unicodedata.normalize("NFKD", line).casefold()
    without_marks = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return str(_NO_WORD.sub("", without_marks))
