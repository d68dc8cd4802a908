"""What Discord asks of a message's components, with and without the flag IS_COMPONENTS_V2.

Knows which component may stand in which, how many of them, and how much text; each kind's own
fields are the business of `buttons` and `selects`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.server.rules.buttons import check_button
from bot.playground.server.rules.embeds import MAX_COLOR, MAX_URL
from bot.playground.server.rules.kinds import (
    BESIDE_SECTION,
    IN_CONTAINER,
    IN_LAYOUT,
    IN_LEGACY_MESSAGE,
    IN_ROW,
    IN_SECTION,
    SELECTS,
    Kind,
    Tally,
)
from bot.playground.server.rules.selects import check_select

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.playground.server.rules.form import Form

MAX_ROWS = 5
MAX_ROW_WIDTH = 5
MAX_COMPONENTS = 40
MAX_TEXT = 4000
MAX_GALLERY = 10
MAX_SECTION_TEXTS = 3
MAX_ALT_TEXT = 1024

_ATTACHMENT = "attachment://"
_MEDIA_SCHEMES = ("http://", "https://", _ATTACHMENT)


def check_components(message: Form, *, layout: bool, files: Collection[str]) -> None:
    """Note every fault of the message's components.

    Args:
        message: The message's body.
        layout: Whether the message is of Components V2.
        files: Names of the files that the message has, which media may point to.
    """
    tally = Tally()
    walk = _Walk(tally, files)
    top, high = (IN_LAYOUT, MAX_COMPONENTS) if layout else (IN_LEGACY_MESSAGE, MAX_ROWS)
    for component in message.forms("components", high):
        walk.check(component, top)
    if not layout:
        return
    if tally.count > MAX_COMPONENTS:
        sentence = f"The total number of components cannot exceed {MAX_COMPONENTS}"
        message.blame("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", sentence)
    if tally.characters > MAX_TEXT:
        sentence = f"The total displayable text size cannot exceed {MAX_TEXT} characters"
        message.blame("components", "COMPONENT_MAX_TOTAL_TEXT_EXCEEDED", sentence)


def check_text_display(display: Form, tally: Tally) -> None:
    """Note the faults of a text display and count its characters."""
    content = display.text("content", MAX_TEXT, low=1, required=True)
    tally.characters += len(content or "")


class _Walk:
    """One way through a message's components, from the outside in."""

    def __init__(self, tally: Tally, files: Collection[str]) -> None:
        self._tally = tally
        self._files = files
        self._checks = {
            Kind.ACTION_ROW: self._check_row,
            Kind.SECTION: self._check_section,
            Kind.MEDIA_GALLERY: self._check_gallery,
            Kind.FILE: self._check_file,
            Kind.SEPARATOR: self._check_separator,
            Kind.CONTAINER: self._check_container,
            Kind.THUMBNAIL: self._check_picture,
        }

    def check(self, component: Form, allowed: frozenset[Kind]) -> Kind | None:
        kind = self._tally.kind_of(component, allowed)
        if kind is None:
            return None
        if kind == Kind.BUTTON:
            check_button(component, self._tally)
        elif kind in SELECTS:
            check_select(component, kind, self._tally)
        elif kind == Kind.TEXT_DISPLAY:
            check_text_display(component, self._tally)
        else:
            self._checks[kind](component)
        return kind

    def _check_row(self, row: Form) -> None:
        children = row.forms("components", MAX_ROW_WIDTH, low=1, required=True)
        width = 0
        for child in children:
            kind = self.check(child, IN_ROW)
            # A menu takes the whole row, a button a fifth of it.
            width += MAX_ROW_WIDTH if kind in SELECTS else 1
            if width > MAX_ROW_WIDTH and len(children) <= MAX_ROW_WIDTH:
                sentence = "The specified component exceeds the maximum width"
                child.blame(None, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", sentence)

    def _check_section(self, section: Form) -> None:
        for text in section.forms("components", MAX_SECTION_TEXTS, low=1, required=True):
            self.check(text, IN_SECTION)
        if (accessory := section.form("accessory", required=True)) is not None:
            self.check(accessory, BESIDE_SECTION)

    def _check_container(self, container: Form) -> None:
        container.integer("accent_color", 0, MAX_COLOR)
        container.boolean("spoiler")
        for child in container.forms("components", MAX_COMPONENTS, low=1, required=True):
            self.check(child, IN_CONTAINER)

    def _check_gallery(self, gallery: Form) -> None:
        for item in gallery.forms("items", MAX_GALLERY, low=1, required=True):
            self._check_picture(item)

    def _check_picture(self, picture: Form) -> None:
        picture.text("description", MAX_ALT_TEXT)
        picture.boolean("spoiler")
        self._check_media(picture, "media", _MEDIA_SCHEMES)

    def _check_file(self, file: Form) -> None:
        file.boolean("spoiler")
        self._check_media(file, "file", (_ATTACHMENT,))

    def _check_media(self, form: Form, key: str, schemes: tuple[str, ...]) -> None:
        media = form.form(key, required=True)
        if media is None:
            return
        address = media.text("url", MAX_URL, low=1, required=True)
        if address is None:
            return
        if not address.startswith(schemes):
            names = ", ".join(repr(scheme.removesuffix("://")) for scheme in schemes)
            media.blame("url", "URL_TYPE_INVALID_SCHEME", f"Scheme must be one of ({names},).")
            return
        name = address.removeprefix(_ATTACHMENT)
        if name != address and name not in self._files:
            sentence = "The referenced attachment was not found"
            code = "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"
            media.blame("url", code, sentence)

    @staticmethod
    def _check_separator(separator: Form) -> None:
        separator.boolean("divider")
        separator.choice("spacing", (1, 2), required=False)
