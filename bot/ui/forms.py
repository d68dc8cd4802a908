"""Forms (Discord's modals) described as values, and what was written in one."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import discord

from bot.ui.press import PATTERN, Interaction, custom_id

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping

    from bot.ui.reply import Option

LONGEST_TEXT = 4000
# Discord's numbers for boxes to tick, and for buttons of which one is chosen.
_TICKED = frozenset({22})
_ONE_OF = 21
# A form that was put aside and never sent is forgotten; a later sending is met by its routes.
_REMEMBERED = 3600.0


@dataclass(frozen=True, slots=True)
class TextPart:
    """A box to write in; the label has at most 45 characters, the description 100."""

    name: str
    label: str
    description: str = ""
    long: bool = False
    required: bool = True
    longest: int = LONGEST_TEXT
    placeholder: str = ""


@dataclass(frozen=True, slots=True)
class FilesPart:
    """A place for files."""

    name: str
    label: str
    description: str = ""
    required: bool = True
    most: int = 10


@dataclass(frozen=True, slots=True)
class ChoicesPart:
    """Boxes to tick, ten at most, none of them required; what is `chosen` starts ticked.

    Without an option it is left out of the form.
    """

    name: str
    label: str
    options: tuple[Option, ...]
    description: str = ""


@dataclass(frozen=True, slots=True)
class ChoicePart:
    """One of two to ten to choose; what is `chosen` starts out so."""

    name: str
    label: str
    options: tuple[Option, ...]
    description: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class NotePart:
    """A text to read."""

    text: str


Part = TextPart | FilesPart | ChoicesPart | ChoicePart | NotePart


@dataclass(frozen=True, slots=True)
class FormLayout:
    """What a form shows: a title of at most 45 characters, and up to five parts."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What a person wrote in a form.

    Attributes:
        kind: Which form ("library.paste").
        id: What it belongs to: untrusted, as a button's.
        argument: A little more, or "".
        values: The texts by part.
        files: The files.
        chosen: The values that were ticked or chosen, by part; a part that is missing here starts
            as its options say.
    """

    kind: str
    id: str
    argument: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    files: tuple[discord.Attachment, ...] = ()
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Form(discord.ui.Modal):
    """One opened form.

    Its `custom_id` holds a digest of what it shows and holds: phones keep what was typed by
    `custom_id`, and would show an old text in a new form. discord.py knows a form by its
    `custom_id` alone, so the digest tells people apart too.
    """

    def __init__(
        self,
        opened: Written,
        layout: FormLayout,
        submitted: Callable[[Interaction, Written], Awaitable[None]],
        user_id: int,
    ) -> None:
        super().__init__(
            title=layout.title, timeout=_REMEMBERED, custom_id=_form_id(opened, layout, user_id)
        )
        self._opened = opened
        self._submitted = submitted
        for part in layout.parts:
            if not isinstance(part, ChoicesPart) or part.options:
                self.add_item(_item(part, opened))

    async def on_submit(self, interaction: Interaction) -> None:
        """Hand what was written to whoever opened the form."""
        opened, data = self._opened, cast("dict[str, Any]", interaction.data)
        written = Written(
            opened.kind,
            opened.id,
            opened.argument,
            dict(texts_of(data)),
            tuple(
                file
                for item in self.walk_children()
                if isinstance(item, discord.ui.FileUpload)
                for file in item.values
            ),
            dict(choices_of(data)),
        )
        await self._submitted(interaction, written)


def _form_id(opened: Written, layout: FormLayout, user_id: int) -> str:
    content = json.dumps(
        [user_id, sorted(opened.values.items()), sorted(opened.chosen.items()), repr(layout)]
    ).encode(errors="replace")
    digest = hashlib.blake2s(content, digest_size=6).hexdigest()
    return f"{custom_id(opened.kind, opened.id, opened.argument)}#{digest}"


def read_form_id(text: str) -> tuple[str, str, str] | None:
    """Return kind, id and argument of a form's `custom_id`, or None if it is not one of ours."""
    match = PATTERN.fullmatch(text.partition("#")[0])
    return (match["kind"], match["id"], match["argument"] or "") if match else None


def texts_of(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each box of a submitted form, from Discord's own payload."""
    for part in data.get("components", ()):
        inner = part.get("component")
        for box in [inner] if inner else part.get("components", ()):
            if isinstance(box.get("value"), str):
                yield box["custom_id"], _whole(box["value"])


def choices_of(data: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the name and the chosen values of each part to choose in, as it was submitted."""
    for part in data.get("components", ()):
        inner = part.get("component") or {}
        if inner.get("type") in _TICKED:
            yield inner["custom_id"], tuple(str(value) for value in inner.get("values") or ())
        elif inner.get("type") == _ONE_OF:
            value = inner.get("value")
            yield inner["custom_id"], () if value is None else (str(value),)


def _item(part: Part, opened: Written) -> discord.ui.Item[Any]:
    if isinstance(part, NotePart):
        return discord.ui.TextDisplay(part.text)
    return discord.ui.Label(
        text=part.label, description=part.description or None, component=_inner(part, opened)
    )


def _inner(
    part: TextPart | FilesPart | ChoicesPart | ChoicePart, opened: Written
) -> discord.ui.Item[Any]:
    match part:
        case FilesPart():
            return discord.ui.FileUpload(
                custom_id=part.name,
                required=part.required,
                min_values=1 if part.required else 0,
                max_values=part.most,
            )
        case ChoicesPart():
            boxes = [
                discord.CheckboxGroupOption(
                    label=one.label,
                    value=one.value,
                    description=one.description or None,
                    default=_is_chosen(part, one, opened),
                )
                for one in part.options
            ]
            return discord.ui.CheckboxGroup[Any](
                custom_id=part.name,
                required=False,
                min_values=0,
                max_values=len(boxes),
                options=boxes,
            )
        case ChoicePart():
            return discord.ui.RadioGroup[Any](
                custom_id=part.name,
                required=part.required,
                options=[
                    discord.RadioGroupOption(
                        label=one.label,
                        value=one.value,
                        description=one.description or None,
                        default=_is_chosen(part, one, opened),
                    )
                    for one in part.options
                ],
            )
        case TextPart():
            return discord.ui.TextInput[Any](
                custom_id=part.name,
                style=discord.TextStyle.long if part.long else discord.TextStyle.short,
                required=part.required,
                max_length=part.longest,
                placeholder=part.placeholder or None,
                default=_whole(opened.values.get(part.name, ""))[: part.longest] or None,
            )


def _is_chosen(part: ChoicesPart | ChoicePart, option: Option, opened: Written) -> bool:
    given = opened.chosen.get(part.name)
    return option.chosen if given is None else option.value in given


def _whole(text: str) -> str:
    """Return text that Discord and files can hold: half a character is none for either."""
    return text.encode(errors="replace").decode()
