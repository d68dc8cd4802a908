"""The texts of the welcome and of `/help`."""

from __future__ import annotations

from bot.ui.examples import EXAMPLES
from bot.ui.reply import Button, Menu, Option, Reply, Style

WELCOME = (
    "Hi, I'm Sounding Board. I answer from your articles, word for word,"
    " with the source. I read no chat."
)
NOW = "now"

_OVERVIEW = """\
**I answer from this server's own articles**, word for word, each with its source. I read no chat.

`/ask` a question in plain words; typing errors are fine
`/article list` what there is to read
`/article read` one article, for you alone
`/article suggest` something worth adding

**I keep your group's promises in view**, kindly: a check-in now and then, and nobody is ranked.

`/today` what you promised, and the next check-in
`/checkin` check in, look back, skip one, be away
`/commit` promise something, and say what became of it
`/me` your clock, how I reach you, your groups

Librarians: `/library` · Groups: `/group` · Admins: `/setup`

Try one:"""

_TOPICS = {
    "ask": (
        "Asking",
        "how to ask, and who sees it",
        """\
**Asking**
Write as you would to a friend: `/ask how do I get techs to hand off tickets`.
A misspelled word is mended, and I tell you which.

Only you see the answer. *Share* shows what will be posted and where, before it is posted.
*Helped* and *Not it* change what comes first the next time somebody asks that.
*More* shows further places.

The library has nothing? *Tell me when it's answered* stores your name with the question, until \
you have been told. *Ask the group* posts it here.

`private: True` keeps nothing of the question at all.""",
    ),
    "articles": (
        "Articles",
        "read them, suggest one",
        """\
**Articles**
`/article list` shows all, or those with a tag.
`/article read` opens one, page by page, for you alone.
`/article suggest` hands a text or a file to the librarians; one of them decides.
On any message: Apps → *Ask the library* asks what the message says.""",
    ),
    "checkins": (
        "Checking in",
        "your group, and what you promised",
        """\
**Checking in**
Your group's check-in opens in its channel. *Check in* is one form, about two minutes: tick what \
you kept, say what moved and what comes next. Everyone in that channel reads it.
`/checkin now` opens it from anywhere, early and late ones too, and yours again to change it.
`/checkin away` and `/checkin skip`: no pings, no miss, no reason asked.
`/checkin mine` is your own history; only you see it.

What you promise comes back as the first line of your next check-in. `/commit add` promises more, \
`/commit close` says: kept, missed or dropped. On any message: Apps → *Make it my commitment*.

`/me pings`: mention, DM or none, and quiet hours, 21:00 to 07:00 unless you choose others. \
Who misses three is not pinged any more, until they are back. `/me groups` is the way out.""",
    ),
    "facilitators": (
        "Running a group",
        "make one, invite, schedule, look",
        """\
**Running a group**
`/group create` makes one in a channel: best a private one, for it reads all answers.
`/group schedule add` proposes Mondays at 09:00 and reads back what you change.
`/group members` invites people, and names who runs it with you. Nobody is in before they press \
*Join*.
`/group preview` shows you alone what the group will see; no phone rings.

`/group questions` your own words · `/group nudge` when and how · `/group holidays` days off
`/group excuse` for who can't say so themselves · `/group pause` everything, or one schedule
`/group report` who answered which round, kept together, as chart and table

Away, skipped, excused and holidays are no misses. A group that falls silent is pinged less, not \
more: I tell you, and ask what to change.
`/group end` says what happens first, and *Reopen* is there for 30 days.""",
    ),
    "librarians": (
        "For librarians",
        "add, edit, gaps, answers",
        """\
**For librarians**
`/library add` takes files: Markdown, text, web pages saved as HTML.
`/library paste` takes a text in parts.
`/library list` shows what is in, and what grows old.
`/library edit`, `/library remove`: removed articles can be brought back for 7 days.
`/library gaps` shows questions without an answer, and no names.
`/library answer` writes one; who asked to be told is told.
`/library synonym` teaches a word that your group uses.""",
    ),
    "privacy": (
        "Who reads what",
        "what is kept, for how long",
        """\
**Who reads what**
Answers: you alone, until you share one.
Questions without an answer: librarians, without names; kept 90 days.
Who asked to be told: kept until they are told, 90 days at most.
Votes: kept with your account, shown to nobody.
Check-ins, and what you promise in them: everyone in your group's channel.
What you promise by `/commit`, your rates, your history: you alone.
That you are away: your group, without a reason.
What stands behind a button: 7 days. What you posted through me: 90 days, so that you can undo it.
Whoever runs this bot can read its files. Nothing is sent anywhere else.""",
    ),
    "setup": (
        "Setting up",
        "for admins",
        """\
**Setting up** (needs Manage Server)
`/setup roles` says who keeps the library. Until you choose, it is whoever manages the server.
`/setup check` looks whether I may do what I must, and says what to change.""",
    ),
}


def welcome(post_id: str) -> Reply:
    """Return the one message that the bot writes by itself in a new server."""
    steps = (
        Button("Set up", "setup.start", post_id),
        Button("Ask something", "ask.open", "new", style=Style.MAIN),
    )
    return Reply(WELCOME, rows=(steps,), silent=True)


def overview(*, welcoming: bool = False) -> Reply:
    """Return what `/help` says; `welcoming` says hello first, where no welcome could be posted."""
    text = f"{WELCOME}\n\n{_OVERVIEW}" if welcoming else _OVERVIEW
    examples = tuple(Button(question, "ask.example", id_) for id_, question in EXAMPLES.items())
    return Reply(text, rows=(examples, _topics()))


def topic(name: str) -> Reply | None:
    """Return the page of one topic; None if there is none of that name."""
    found = _TOPICS.get(name)
    return Reply(found[2], rows=(_topics(name),)) if found else None


def topic_names() -> list[tuple[str, str]]:
    """Return (title, name) of each topic."""
    return [(title, name) for name, (title, _, _) in _TOPICS.items()]


def _topics(chosen: str = "") -> Menu:
    return Menu(
        "help.topic",
        NOW,
        "More about …",
        tuple(
            Option(title, name, short, chosen=name == chosen)
            for name, (title, short, _) in _TOPICS.items()
        ),
    )
