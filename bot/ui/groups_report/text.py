"""A report in words: its sums, and by round who answered; whoever is missing is a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.typed import date_words
from bot.ui.deliveries.wording import counted, day, name_of, people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.accountability.models.reports import GroupReport, ReportedRound

_LONGEST = 1_800


def pages(report: GroupReport, *, names: bool, own: bool) -> tuple[str, ...]:
    """Return a report as texts of a message's length, the newest rounds first.

    Args:
        report: The report.
        names: Whether its reader is a member, who sees who answered which round.
        own: Whether nobody but its reader sees it: then it tells their own rate.
    """
    head = "\n".join(_head(report, own=own))
    found = [head]
    several = len({(each.series_kind, each.series_number) for each in report.rounds}) > 1
    for each in reversed(report.rounds):
        item = "\n".join(_round(each, names=names, several=several))
        if len(found[-1]) + len(item) < _LONGEST:
            found[-1] += f"\n{item}"
        else:
            found.append(f"{_title(report)}\n{item}")
    return tuple(found)


def alt_text(report: GroupReport) -> str:
    """Return in a sentence what the chart shows."""
    closed = report.closed
    if not closed:
        return "A chart of what is still open."
    first, last = _with_year(closed[0].nominal_on), _with_year(closed[-1].nominal_on)
    number = counted(len(closed), "check-in", "check-ins")
    begin = f"A chart of {number} from {first}{f' to {last}' if first != last else ''}:"
    if not report.expected:
        return f"{begin} nobody was expected."
    late = f", {report.late} of them late" if report.late else ""
    kept = f", and {report.kept} of {report.made} commitments were kept" if report.made else ""
    answers = f"{report.answered} of {report.expected} answers came"
    return f"{begin} {answers}{late}{kept}.{_extremes(report)}"


def _extremes(report: GroupReport) -> str:
    counted_in = [each for each in report.closed if each.expected]
    best = max(counted_in, key=_share, default=None)
    least = min(counted_in, key=_share, default=None)
    if best is None or least is None or _share(best) == _share(least):
        return ""
    return (
        f" Most answered on {day(best.nominal_on)}, {best.answered} of {best.expected}; fewest on"
        f" {day(least.nominal_on)}, {least.answered} of {least.expected}."
    )


def _share(each: ReportedRound) -> float:
    return each.answered / each.expected


def _title(report: GroupReport) -> str:
    return f"**{name_of(report.group_name)}** · {_range(report.from_on, report.until_on)}"


def _head(report: GroupReport, *, own: bool) -> Iterator[str]:
    yield _title(report)
    if not report.rounds:
        yield "No check-in opened in that time. The report fills as they come."
    if report.expected:
        late = f", {report.late} late" if report.late else ""
        yield f"Answered: {_part(report.answered, report.expected)}{late}"
    if report.made:
        yield f"Kept together: {_part(report.kept, report.made)}"
    if report.not_opened:
        number = counted(report.not_opened, "check-in", "check-ins")
        yield f"-# {number} did not open: I was down. It counts for nobody."
    if own and report.own_settled:
        yield f"-# You kept {report.own_kept} of {report.own_settled}. Only you see that."


def _round(each: ReportedRound, *, names: bool, several: bool) -> Iterator[str]:
    facts = [f"**{date_words(each.nominal_on, each.nominal_on)}**"]
    if several:
        facts.append(name_of(each.series_name))
    answered = f"{each.answered} of {each.expected}"
    facts.append(answered if each.expected else "nobody expected")
    if each.made:
        facts.append(f"kept {each.kept} of {each.made}")
    if each.is_open:
        facts.append("open")
    yield " · ".join(facts)
    details = []
    if names and each.in_ids:
        details.append(people(each.in_ids))
    if each.late_ids:
        details.append(f"late: {people(each.late_ids) if names else len(each.late_ids)}")
    if each.away:
        details.append(f"{each.away} away")
    if details:
        yield f"-# {' · '.join(details)}"


def _part(part: int, whole: int) -> str:
    return f"{part} of {whole} ({round(100 * part / whole)}%)"


def _range(from_on: date, until_on: date) -> str:
    if from_on.year == until_on.year:
        return f"{day(from_on)} to {_with_year(until_on)}"
    return f"{_with_year(from_on)} to {_with_year(until_on)}"


def _with_year(on: date) -> str:
    return f"{day(on)} {on.year}"
