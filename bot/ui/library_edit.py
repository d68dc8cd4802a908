"""The texts of `/library edit`: its form, dates as people type them, and what was changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.errors import Refusal
from bot.ui.addresses import is_web
from bot.ui.forms import FormLayout, TextPart
from bot.ui.library_article import arrow
from bot.ui.library_lines import day, title
from bot.ui.library_paste import BAD_LINK, tag_names
from bot.ui.reply import Button, Reply
from bot.ui.safe_text import safe_text
from knowledge.loading.dates import read_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ui.forms import Written
    from knowledge.models import Article

TITLE, TAGS, LINK, AUTHOR, DATE = "title", "tags", "link", "author", "date"
NOTHING_CHANGED = "Nothing was changed."
CHANGED_SINCE = "It was changed again since then, so nothing was undone. See `/library history`."
_NAMES = {TITLE: "Title", TAGS: "Tags", LINK: "Link", AUTHOR: "Author", DATE: "Date"}
# Longer than what is pasted: an article that came in a file may have longer ones already.
_LONGEST = {TITLE: 300, TAGS: 4000, LINK: 2000, AUTHOR: 300, DATE: 40}


@dataclass(frozen=True, slots=True)
class Details:
    """What of an article can be edited, as texts: a form shows and returns texts."""

    title: str
    tags: str = ""
    link: str = ""
    author: str = ""
    date: str = ""

    def values(self) -> dict[str, str]:
        """Return what the form is filled with."""
        return {
            TITLE: self.title,
            TAGS: self.tags,
            LINK: self.link,
            AUTHOR: self.author,
            DATE: self.date,
        }


def details(article: Article) -> Details:
    """Return what of an article can be edited."""
    on = article.published_on
    return Details(
        title=article.title,
        tags=", ".join(article.tags),
        link=article.url,
        author=article.author,
        date=on.isoformat() if on else "",
    )


def shown(article: Article) -> dict[str, str]:
    """Return what the form is filled with; what is too long for it is cut."""
    return {
        name: text[: _LONGEST[name]].strip() for name, text in details(article).values().items()
    }


def layout(written: Written) -> FormLayout:
    """Return the form."""
    del written
    return FormLayout(
        "Edit an article",
        (
            TextPart(TITLE, "Title", longest=_LONGEST[TITLE]),
            TextPart(
                TAGS, "Tags", "With commas: pricing, sales", required=False, longest=_LONGEST[TAGS]
            ),
            TextPart(
                LINK, "Link to the original", "https://…", required=False, longest=_LONGEST[LINK]
            ),
            TextPart(AUTHOR, "Author", required=False, longest=_LONGEST[AUTHOR]),
            TextPart(
                DATE, "Date", "2024-05-01 or 1 May 2024.", required=False, longest=_LONGEST[DATE]
            ),
        ),
    )


def changed(filled: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that somebody changed in the form, without spaces around them.

    What was left as the form was filled is left out: somebody else may have changed it meanwhile.
    """
    return {
        name: typed[name].strip()
        for name in _NAMES
        if name in typed and typed[name].strip() != filled.get(name, "").strip()
    }


def check(fields: Mapping[str, str]) -> None:
    """Raise Refusal if a field can't be taken; the sentence says how to write it."""
    if not fields.get(TITLE, "-"):
        raise Refusal("An article needs a title.")
    if fields.get(LINK) and not is_web(fields[LINK]):
        raise Refusal(BAD_LINK)
    if fields.get(DATE):
        typed_date(fields[DATE])


def typed_date(text: str) -> date:
    """Return the day that somebody typed; raises Refusal, which gives the words back."""
    on = read_date(text)
    if on is None:
        raise Refusal(
            f"I can't tell which day “{safe_text(text, _LONGEST[DATE])}” is."
            " Write it like 2024-05-01 or 1 May 2024, or leave it out."
        )
    return on


def as_stored(fields: Mapping[str, str]) -> dict[str, object]:
    """Return changed fields as the library's `edit` takes them."""
    stored: dict[str, object] = {}
    for name, text in fields.items():
        if name == TAGS:
            stored["tags"] = tag_names(text)
        elif name == LINK:
            stored["url"] = text
        elif name == DATE:
            stored["published_on"] = typed_date(text) if text else None
        else:
            stored[name] = text
    return stored


def saved(
    article_title: str, before: Mapping[str, str], after: Mapping[str, str], undo_id: str
) -> Reply:
    """Return what was changed, from what to what."""
    lines = [f"Saved: **{title(article_title)}**"]
    lines += [
        f"{_NAMES[name]}: {arrow(_said(name, before[name]), _said(name, after[name]))}"
        for name in _NAMES
        if name in after
    ]
    return Reply("\n".join(lines), rows=((Button("Undo", "library.edit_undo", undo_id),),))


def undone(article_title: str) -> Reply:
    """Return what is said after an edit was undone."""
    return Reply(f"**{title(article_title)}** is as it was before.")


def _said(name: str, text: str) -> str:
    """Return a value in words: a date is read back so that a slip is seen."""
    on = read_date(text) if name == DATE else None
    return day(on) if on else text
