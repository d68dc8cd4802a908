"""What the owners of the playground wrote in the weeks before somebody came to look.

Every word of it is made up, and so is everybody in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.playground.app.people import GRACE, LUIS, MAYA, PRIYA, ROBIN, TOM, Owner
from bot.playground.app.world import GENERAL, WINS


@dataclass(frozen=True, slots=True)
class Answer:
    """One check-in.

    Attributes:
        who: Whose it is.
        day: How many days after the Monday on which the round opened.
        at: When on that day: hour and minute on the group's clock.
        moved: What moved forward; the rest likewise, as in the form.
        next: What they promise, one a line.
        hand: Where a hand would help.
        kept: What they tick of earlier promises.
    """

    who: Owner
    day: int
    at: tuple[int, int]
    moved: str
    next: str = ""
    hand: str = ""
    kept: tuple[str, ...] = ()


WEEKS: tuple[tuple[Answer, ...], ...] = (
    (
        Answer(
            MAYA,
            0,
            (9, 25),
            "Signed the dental clinic: 22 seats, three years.",
            next="Write the job ad for a dispatcher\nCall three former clients",
        ),
        Answer(
            GRACE,
            0,
            (10, 10),
            "Took Friday off, and nobody called me once.",
            next="Show Ines how payroll works",
        ),
        Answer(
            TOM,
            0,
            (14, 40),
            "Backups are tested at all clients but one.",
            next="Test the last backup\nRaise the old hourly rates",
            hand="telling long-standing clients about a price rise",
        ),
        Answer(
            PRIYA,
            0,
            (17, 5),
            "Ticket backlog down from 61 to 44.",
            next="One page: who takes over which ticket, and when",
        ),
        Answer(LUIS, 2, (16, 20), "Late, sorry: a server died on Monday. It lives again."),
    ),
    (
        Answer(
            MAYA,
            0,
            (9, 12),
            "Job ad is out, four answers so far.",
            next="Two interviews",
            kept=("Write the job ad for a dispatcher",),
        ),
        Answer(
            TOM,
            1,
            (9, 30),
            "Last backup tested: it did not restore. Now it does.",
            next="Letter about the new rates",
            kept=("Test the last backup",),
        ),
        Answer(
            PRIYA,
            1,
            (15, 15),
            "The hand-over page hangs on the wall.",
            next="Ask the team after two weeks whether it helps",
            kept=("One page: who takes over which ticket, and when",),
        ),
    ),
    (
        Answer(
            MAYA,
            0,
            (9, 40),
            "Second interview with Jonas on Thursday. I like him.",
            next="Reference call about Jonas\nBlock two mornings for the yearly plan",
            kept=("Two interviews", "Call three former clients"),
        ),
        Answer(
            GRACE,
            0,
            (11, 20),
            "Back from leave. Ines ran payroll without me.",
            next="Hand over the monthly invoices too",
            kept=("Show Ines how payroll works",),
        ),
        Answer(
            PRIYA,
            0,
            (16, 45),
            "Backlog is at 29.",
            next="Decide on the second dispatcher",
            hand="when a second dispatcher pays off",
            kept=("Ask the team after two weeks whether it helps",),
        ),
        Answer(
            LUIS,
            1,
            (16, 30),
            "Walked through our own onboarding as if I were a client. It hurt.",
            next="Mend the three worst steps of onboarding",
        ),
        Answer(
            TOM,
            2,
            (13, 5),
            "The letters are out. Two thank-yous, one complaint.",
            kept=("Letter about the new rates", "Raise the old hourly rates"),
        ),
    ),
)
AWAY_IN_SECOND_WEEK = GRACE


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said in passing.

    Attributes:
        who: Who says it.
        week: In which week, from 0 on.
        day: As for an answer, and so is `at`.
        where: In which channel.
        said: What.
        likes: Who reacts to it, and how.
    """

    who: Owner
    week: int
    day: int
    at: tuple[int, int]
    where: str
    said: str
    likes: tuple[tuple[Owner, str], ...] = ()


REMARKS = (
    Remark(
        ROBIN,
        0,
        0,
        (8, 54),
        GENERAL,
        "Morning, everybody. Sounding Board is in: it keeps our articles, and asks the circle every"
        " Monday. `/help` says the rest.",
        ((TOM, "👋"), (GRACE, "👋")),
    ),
    Remark(
        PRIYA,
        0,
        4,
        (16, 40),
        WINS,
        "44 open tickets. It was 61 a week ago. I'm buying cake.",
        ((MAYA, "🎂"), (TOM, "🎉"), (LUIS, "🎉")),
    ),
    Remark(
        TOM,
        1,
        3,
        (17, 10),
        WINS,
        "The backup that did not restore: it does now. I tried it *twice*.",
        ((PRIYA, "👏"), (MAYA, "💪")),
    ),
    Remark(
        GRACE,
        2,
        0,
        (12, 30),
        GENERAL,
        "Back from the lake. Nothing was on fire. I'm slightly insulted.",
        ((PRIYA, "😄"), (MAYA, "👏")),
    ),
    Remark(
        MAYA,
        2,
        3,
        (18, 5),
        WINS,
        "Jonas says it was his best interview so far. I only asked what he would change here.",
        ((GRACE, "💚"), (TOM, "👍")),
    ),
    Remark(
        PRIYA,
        2,
        4,
        (15, 40),
        GENERAL,
        "Anyone else drowning in tickets that are half handed over?",
    ),
    Remark(
        TOM,
        2,
        4,
        (15, 44),
        GENERAL,
        "Always. We said we'd write down who owns a ticket after five o'clock, and then didn't.",
    ),
    Remark(
        MAYA,
        2,
        4,
        (15, 52),
        GENERAL,
        "There's an article on delegating in the library. Ask the bot, it knows where.",
        ((PRIYA, "🙏"),),
    ),
)
LAST_QUESTION = "how do i deligate so that it dosnt come back to me"
"""What Tom asks after the last remark, and shares."""
