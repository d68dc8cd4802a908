"""Synonyms: what owners of small firms call the same thing.

A member asks about a *vacation* where an author wrote *holiday*. Each line is one group; a word may
stand in several. Ours, and small on purpose: only words that nearly always mean the same in this
trade.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from knowledge.text.words import stem

_GROUPS = """
holiday vacation leave pto
client customer account
employee staff team worker
technician tech engineer
boss owner founder
firm company business shop agency
afraid fear scared worried anxious
hire recruit
salary pay wage
invoice bill
earnings profit margin
revenue turnover sales
price pricing rate fee
goal target objective
meeting session call
group mastermind circle
facilitator host moderator chair
minutes notes record
commitment promise pledge
accountability accountable
delegate offload handoff assign
task chore job
procedure process workflow
documentation documents instructions runbook
measure metric kpi indicator
quarter quarterly
week weekly
month monthly
day daily
year yearly annual annually
focus concentrate
priority important importance
busy busywork overloaded overwhelmed swamped
ill sick flu
cover backup standby deputy substitute
rotation rotate swap
email mail inbox
phone call ring
schedule calendar
reminder nudge ping
deadline due
confidential confidentiality secret private
begin start
finish end complete done
improve fix mend repair
problem issue trouble
mistake error
meet gather
quit resign leave
fire dismiss terminate sack
colleague coworker teammate
advice advise suggestion recommend
strategy strategic plan
sbr qbr review
onboard onboarding induction
train training teach coach
late overdue
silent quiet
topic subject
morale mood happiness
"""


@cache
def _by_stem() -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for line in _GROUPS.splitlines():
        stems = list(dict.fromkeys(stem(word) for word in line.split()))
        for one in stems:
            groups[one].extend(other for other in stems if other != one)
    return {one: tuple(dict.fromkeys(others)) for one, others in groups.items()}


def synonyms(of: str) -> tuple[str, ...]:
    """Return the stems that mean nearly the same as a stem; none for most."""
    return _by_stem().get(of, ())
