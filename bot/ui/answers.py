"""What a question gets to see: the answer page by page, votes on it, or that there is none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.ui.citations import UNTITLED, answer_embeds
from bot.ui.reply import Button, Menu, Option, Reply, Style
from bot.ui.safe_text import plain_line, safe_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.ui.reply import Row
    from knowledge.models import Correction, CuratedAnswer, Excerpt, Title, Watch

ONLY_YOU = "-# Only you see this answer. Librarians see unanswered questions without names."
NOTHING_KEPT = "-# Only you see this answer. Nothing of this is kept."
NOTHING = "The library has nothing on that yet."
NO_WORDS = "Ask it in words, as you would a friend: `/ask how do I hand off work`"
NONE_OF_THEM = "none"
HELPED, NOT_IT = "helped", "not"
PER_PAGE = 3
MOST_TOLD = 3

_LONG = "That was long: I searched for its beginning."
_ALL = "all"
_LONGEST_SHOWN = 200
_LONGEST_TITLE = 80
_LONGEST_WORD = 40
_OPTION = 100
_MOST_BUTTONS = 5
_MOST_CORRECTIONS = 6


@dataclass(frozen=True, slots=True)
class Shown:
    """An excerpt, and the name by which a menu chooses it."""

    name: str
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of what a question gets.

    Attributes:
        question: As it was asked.
        page: 0-based.
        more: Whether further pages follow.
        within: The title of the article, or the tag, that alone was asked.
        by_tag: Whether `within` is a tag.
        cut: Whether more was typed than was asked.
        voted: Whether the asker has put excerpts aside here.
    """

    question: str
    shown: tuple[Shown, ...] = ()
    curated: CuratedAnswer | None = None
    corrections: tuple[Correction, ...] = ()
    nearest: tuple[Title, ...] = ()
    page: int = 0
    more: bool = False
    within: str = ""
    by_tag: bool = False
    cut: bool = False
    voted: bool = False

    @property
    def answered(self) -> bool:
        """Whether there is anything on it."""
        return bool(self.shown) or self.curated is not None

    @property
    def mark(self) -> str:
        """What its excerpts go by together: a vote is for what was on the screen."""
        names = "\n".join(one.name for one in self.shown)
        return hashlib.blake2s(names.encode(), digest_size=4).hexdigest()

    @property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """The excerpts, in order."""
        return tuple(one.excerpt for one in self.shown)


@dataclass(frozen=True, slots=True)
class Aside:
    """What else is said above an answer.

    Attributes:
        notice: A line on what was just pressed.
        undo: Whether that can be undone.
        told: What was asked earlier and has an answer now: (the memo behind its button, what).
    """

    notice: str = ""
    undo: bool = False
    told: Sequence[tuple[str, Watch]] = field(default=())


NOTHING_ASIDE = Aside()


def reply_to(sheet: Sheet, memo_id: str, aside: Aside = NOTHING_ASIDE) -> Reply:
    """Return the answer, or that there is none, with everything that can be pressed.

    Args:
        sheet: What was found.
        memo_id: What stands behind the buttons.
        aside: What else is said.
    """
    told = [_told_line(watch) for _, watch in aside.told]
    lines = [*told, *_head(sheet), aside.notice, *_said(sheet), ONLY_YOU]
    buttons = _buttons(sheet, memo_id, aside) if sheet.answered else _instead(sheet, memo_id, aside)
    rows: list[Row] = [_show_buttons(aside.told)] if aside.told else []
    rows.append(buttons)
    return _whole(sheet, lines, [*rows, *_reading(sheet)])


def private_reply(sheet: Sheet) -> Reply:
    """Return the answer to a question of which nothing is kept: no button may need a memory."""
    return _whole(sheet, [*_head(sheet), *_said(sheet), NOTHING_KEPT], _reading(sheet))


def which_one(sheet: Sheet, memo_id: str, verdict: str) -> Reply:
    """Return the page with the question which of its excerpts is meant."""
    helped = verdict == HELPED
    options = [
        Option(
            plain_line(f"{number} · {one.excerpt.citation.article.title}", _OPTION),
            one.name,
            plain_line(one.excerpt.text, _OPTION),
        )
        for number, one in enumerate(sheet.shown, start=_first(sheet))
    ]
    if not helped:
        options.append(Option("None of them", NONE_OF_THEM))
    asked = "Which one helped?" if helped else "Which one was not it?"
    argument = f"{verdict}-{sheet.page}-{sheet.mark}"
    menu = Menu("ask.which", memo_id, asked, tuple(options), argument)
    back = (Button("‹ Back", "ask.page", memo_id, str(sheet.page)),)
    return _whole(sheet, [*_head(sheet), asked, ONLY_YOU], [menu, back])


def thanked(title: str) -> str:
    """Return what is said after *Helped*."""
    return f"Thanks. “{_title(title)}” counts for more when this is asked again."


def put_aside(titles: Sequence[str]) -> str:
    """Return what is said after *Not it*."""
    if len(titles) == 1:
        return f"Noted: “{_title(titles[0])}” was not it."
    return "Noted: none of them was it."


UNDONE = "Undone. Your vote is as it was before."


def no_such_tag(tag: str) -> str:
    """Return the sentence for a tag that no article has."""
    return (
        f"No article has the tag “{safe_text(tag, _LONGEST_TITLE)}”."
        " Begin to type one, and choose one of those I show."
    )


NO_SUCH_ARTICLE = "I know no such article. Begin to type its title, and choose one of those I show."


def _head(sheet: Sheet) -> list[str]:
    """Return the question, and what became of it before it was searched for."""
    lines = [f"**{safe_text(sheet.question, _LONGEST_SHOWN)}**"]
    if sheet.cut:
        lines.append(_LONG)
    if sheet.corrections:
        lines.append(_corrections(sheet.corrections[:_MOST_CORRECTIONS]))
    if sheet.within and sheet.answered:
        lines.append(f"In {_place(sheet)} only:")
    return lines


def _corrections(corrections: Iterable[Correction]) -> str:
    pairs = [
        f"*{safe_text(one.used, _LONGEST_WORD)}* instead of *{safe_text(one.typed, _LONGEST_WORD)}*"
        for one in corrections
    ]
    return f"I searched for {_listed(pairs)}."


def _said(sheet: Sheet) -> list[str]:
    """Return what is to be said of the end, or of nothing."""
    if sheet.answered:
        return ["That is all I have on this."] if sheet.page and not sheet.more else []
    if sheet.voted:
        return ["That was all I have on this."]
    nothing = f"Nothing on that in {_place(sheet)}." if sheet.within else NOTHING
    if not sheet.nearest:
        return [nothing]
    titles = " · ".join(f"*{_title(one.title)}*" for one in sheet.nearest[:PER_PAGE])
    return [nothing, f"Closest: {titles}"]


def _place(sheet: Sheet) -> str:
    if sheet.by_tag:
        return f"articles tagged *{safe_text(sheet.within, _LONGEST_TITLE)}*"
    return f"*{_title(sheet.within)}*"


def _told_line(watch: Watch) -> str:
    question = safe_text(watch.question, _LONGEST_SHOWN)
    return f"You asked to be told: “{question}” has an answer now."


def _show_buttons(told: Sequence[tuple[str, Watch]]) -> tuple[Button, ...]:
    return tuple(
        Button("Show me" if len(told) == 1 else f"Show {number}", "ask.show", id_)
        for number, (id_, _) in enumerate(told, start=1)
    )


def _buttons(sheet: Sheet, memo_id: str, aside: Aside) -> tuple[Button, ...]:
    """Return what can be done with an answer: five at most, whatever was done before."""
    page = str(sheet.page)
    share = Button("Share", "ask.share", memo_id, page, Style.MAIN)
    group = Button("Ask the group", "ask.group", memo_id)
    buttons = [share]
    if aside.undo:
        buttons.insert(0, Button("Undo", "ask.undo", memo_id, page))
    if sheet.shown:
        on_it = f"{page}-{sheet.mark}"
        buttons.append(Button("Helped", "ask.helped", memo_id, on_it))
        buttons.append(Button("Not it", "ask.not_it", memo_id, on_it))
    if sheet.page:
        buttons.append(Button("‹ Back", "ask.page", memo_id, str(sheet.page - 1)))
    if sheet.more:
        buttons.append(Button("More", "ask.page", memo_id, str(sheet.page + 1)))
    if not aside.told:
        buttons.append(group)
    for last in (group, share):
        if len(buttons) > _MOST_BUTTONS and last in buttons:
            buttons.remove(last)
    return tuple(buttons)


def _instead(sheet: Sheet, memo_id: str, aside: Aside) -> tuple[Button, ...]:
    """Return what can be done where there is no answer."""
    buttons = [Button("Undo", "ask.undo", memo_id, "0")] if aside.undo else []
    if sheet.within and not sheet.voted:
        buttons.append(Button("Ask all articles", "ask.all", memo_id, style=Style.MAIN))
    else:
        buttons.append(tell_button(memo_id))
    return (*buttons, Button("Ask the group", "ask.group", memo_id))


def tell_button(memo_id: str) -> Button:
    """Return the button of whoever wants to be told."""
    return Button("Tell me when it's answered", "ask.tell", memo_id)


def _reading(sheet: Sheet) -> list[Menu]:
    """Return the menu that opens a whole article: it keeps nothing."""
    titles = {
        one.citation.article.public_id: one.citation.article.title for one in sheet.excerpts
    } or {one.public_id: one.title for one in sheet.nearest[:PER_PAGE]}
    if not titles:
        return []
    options = tuple(
        Option(plain_line(title, _OPTION) or UNTITLED, public_id)
        for public_id, title in titles.items()
    )
    placeholder = "Read the whole article …" if sheet.answered else "Read one of them …"
    return [Menu("article.open", _ALL, placeholder, options)]


def _whole(sheet: Sheet, lines: Iterable[str], rows: Sequence[Row]) -> Reply:
    many = len(sheet.shown) > 1 or sheet.page or sheet.more
    embeds = answer_embeds(sheet.excerpts, sheet.curated, first=_first(sheet) if many else 0)
    return Reply("\n".join(line for line in lines if line), embeds, tuple(rows))


def _first(sheet: Sheet) -> int:
    return sheet.page * PER_PAGE + 1


def _title(text: str) -> str:
    return safe_text(text, _LONGEST_TITLE) or UNTITLED


def _listed(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
