"""The texts of `/library paste`: the form, further parts, the preview, and what was saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from bot.ui.addresses import is_web
from bot.ui.forms import LONGEST_TEXT, FormLayout, NotePart, TextPart
from bot.ui.library_lines import counted, joined, option, title, words_in
from bot.ui.library_loading import starters_offer
from bot.ui.reply import Button, Menu, Reply, Style
from bot.ui.safe_text import plain_line, safe_text
from knowledge.models import LoadStatus, Paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ui.forms import Written
    from bot.ui.reply import Row
    from knowledge.models import Document, LoadResult

TITLE, AUTHOR, LINK, TAGS, TEXT = "title", "author", "link", "tags", "text"
PART = "part"
MOST_PARTS = 20
LONGEST = {TITLE: 300, AUTHOR: 120, LINK: 500, TAGS: 300, TEXT: LONGEST_TEXT}
BAD_LINK = "A link begins with https:// (or http://). Copy it from your browser, or leave it out."
TOO_MANY = (
    f"That is the last of {MOST_PARTS} parts. Longer texts come in better as a file:"
    " `/library add`."
)
ALREADY_SAVED = "That is saved already. `/library list` shows it."
_BEGINS = 400


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that is being pasted, part by part; it is kept until it is saved or a week old."""

    title: str
    author: str = ""
    link: str = ""
    tags: str = ""
    parts: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, object]) -> Self:
        """Read it from what stands behind the buttons."""
        texts = {name: str(data.get(name, "")) for name in (TITLE, AUTHOR, LINK, TAGS)}
        parts = data.get("parts")
        return cls(**texts, parts=tuple(map(str, parts)) if isinstance(parts, list) else ())

    def data(self) -> dict[str, object]:
        """Return it as it is kept."""
        return {
            TITLE: self.title,
            AUTHOR: self.author,
            LINK: self.link,
            TAGS: self.tags,
            "parts": list(self.parts),
        }

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n\n".join(self.parts)

    @property
    def tag_names(self) -> tuple[str, ...]:
        """The tags, none twice."""
        return tag_names(self.tags)

    def with_values(self, values: Mapping[str, str], part: int) -> Self:
        """Return it with what was written in the form, whose text is one of the parts."""
        parts = list(self.parts) or [""]
        if TEXT in values:
            parts[min(part, len(parts) - 1)] = values[TEXT].strip()
        given = {
            name: values[name].strip() for name in (TITLE, AUTHOR, LINK, TAGS) if name in values
        }
        return replace(self, parts=tuple(parts), **given)

    def with_part(self, text: str) -> Self:
        """Return it with one more part."""
        return replace(self, parts=(*self.parts, text.strip()))

    def values(self, part: int) -> dict[str, str]:
        """Return what the form is filled with, to edit a part."""
        text = self.parts[min(part, len(self.parts) - 1)] if self.parts else ""
        return {
            TITLE: self.title,
            AUTHOR: self.author,
            LINK: self.link,
            TAGS: self.tags,
            TEXT: text,
        }


def tag_names(text: str) -> tuple[str, ...]:
    """Return the tags of a line with commas, none twice in any case."""
    names: dict[str, str] = {}
    for part in text.split(","):
        if name := part.strip(" #\t"):
            names.setdefault(name.casefold(), name)
    return tuple(names.values())


def form_layout(written: Written) -> FormLayout:
    """Return the form: for a new text, or for one part of a draft (`argument` says which)."""
    number = written.argument
    text = f"Text, part {int(number) + 1}" if number.isdecimal() else "Text"
    return FormLayout(
        "Paste an article",
        (
            TextPart(TITLE, "Title", longest=LONGEST[TITLE]),
            TextPart(AUTHOR, "Author", required=False, longest=LONGEST[AUTHOR]),
            TextPart(
                LINK, "Link to the original", "https://…", required=False, longest=LONGEST[LINK]
            ),
            TextPart(
                TAGS, "Tags", "With commas: pricing, sales", required=False, longest=LONGEST[TAGS]
            ),
            TextPart(TEXT, text, "Up to 4,000 characters; more parts can follow.", long=True),
        ),
    )


def part_layout(written: Written) -> FormLayout:
    """Return the form for the next part of a text."""
    number = f" {written.argument}" if written.argument.isdecimal() else ""
    return FormLayout(
        "Add the next part",
        (
            NotePart("It goes below what you have pasted so far."),
            TextPart(TEXT, f"Part{number}", "Up to 4,000 characters.", long=True),
        ),
    )


def preview(draft: Draft, memo_id: str, document: Document | None, problem: str = "") -> Reply:
    """Return a draft as it would be saved.

    Args:
        draft: What was pasted.
        memo_id: What stands behind the buttons.
        document: What was read from it; None if it can't be read.
        problem: Why it can't.
    """
    lines = [f"**{title(draft.title, 200)}**"]
    tags = ", ".join(draft.tag_names)
    if tags:
        lines.append(f"-# {safe_text(tags, 200)}")
    if document is None:
        lines += [f"Not saved yet: {safe_text(problem, 400)}", "Change it with *Edit*."]
    else:
        parts = f" in {counted(len(draft.parts), 'part')}" if len(draft.parts) > 1 else ""
        lines += [
            f"{counted(words_in(document), 'word')}{parts}. It begins:",
            f"> {safe_text(_beginning(document), _BEGINS)}",
            f"-# Cited as: {_citation(draft)}",
            "Not saved yet. Kept for 7 days.",
        ]
    buttons = [
        Button("Save", "library.paste_save", memo_id, style=Style.GOOD, disabled=document is None),
        Button("Add the next part", "library.paste_next", memo_id),
    ]
    if len(draft.parts) == 1:
        buttons.append(Button("Edit", "library.paste_edit", memo_id, "0"))
    buttons.append(Button("Discard", "library.paste_discard", memo_id))
    rows: list[Row] = [tuple(buttons)]
    if len(draft.parts) > 1:
        options = [
            option(f"Part {number}: {plain_line(part, 60)}", str(number - 1))
            for number, part in enumerate(draft.parts, start=1)
        ]
        rows.append(Menu("library.paste_edit", memo_id, "Edit a part …", tuple(options)))
    return Reply("\n".join(lines), rows=tuple(rows))


def saved(
    result: LoadResult, draft_title: str, words: int, undo_id: str, starters: int = 0
) -> Reply:
    """Return what is said after a text was saved.

    Args:
        result: What became of it.
        draft_title: Its title.
        words: How long it is.
        undo_id: The memo behind *Undo*; "" if it was not added.
        starters: How many starter articles are in, if their removal is to be offered now.
    """
    shown = f"**{title(draft_title)}**"
    if result.status is LoadStatus.UNCHANGED:
        reason = safe_text(result.reason, 200) or f"{shown} is in the library as it is."
        return Reply(f"Nothing new: {reason}", rows=(_read(result),))
    verb = "Added" if result.status is LoadStatus.ADDED else "Updated"
    lines = [f"{verb}: {joined((shown, counted(words, 'word')))}"]
    if result.reason:
        lines.append(f"-# {safe_text(result.reason, 200)}")
    undo = (Button("Undo", "library.undo", undo_id),) if undo_id else ()
    rows: list[Row] = [(*undo, *_read(result))]
    if starters:
        text, row = starters_offer(starters)
        lines += ["", text]
        rows.append(row)
    return Reply("\n".join(lines), rows=tuple(rows))


def discarded(memo_id: str) -> Reply:
    """Return what is said after a draft was put away; it can be had back for its week."""
    return Reply(
        "Put away. Nothing was saved.",
        rows=((Button("Undo", "library.paste_back", memo_id),),),
    )


def _read(result: LoadResult) -> tuple[Button, ...]:
    return (Button("Read it", "article.read", result.public_id),)


def _beginning(document: Document) -> str:
    return next((block.text for block in document.blocks if isinstance(block, Paragraph)), "")


def _citation(draft: Draft) -> str:
    link = safe_text(draft.link, 150) if is_web(draft.link) else ""
    return joined((title(draft.title), safe_text(draft.author, 90), link))
