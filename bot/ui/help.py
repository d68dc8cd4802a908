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
Librarians: `/library` · Admins: `/setup`

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
