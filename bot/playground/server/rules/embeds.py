"""What Discord asks of embeds: each part's length, something to show, 6,000 characters in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.playground.server.rules.form import Form

MAX_EMBEDS = 10
MAX_TOTAL = 6000
MAX_FIELDS = 25
MAX_URL = 2048
MAX_COLOR = 0xFFFFFF

_VISIBLE = ("title", "description", "fields", "image", "thumbnail", "video", "footer", "author")
_SCHEMES = ("http://", "https://", "attachment://")


def check_embeds(message: Form) -> None:
    """Note every fault of the message's embeds; the total counts over all of them."""
    total = 0
    for embed in message.forms("embeds", MAX_EMBEDS):
        total += _check_embed(embed)
    if total > MAX_TOTAL:
        sentence = f"Embed size exceeds maximum size of {MAX_TOTAL}"
        message.blame("embeds", "MAX_EMBED_SIZE_EXCEEDED", sentence)


def _check_embed(embed: Form) -> int:
    """Note the embed's faults and return how many characters count towards the total."""
    total = _length(embed.text("title", 256)) + _length(embed.text("description", 4096))
    embed.integer("color", 0, MAX_COLOR)
    _check_address(embed, "url")
    for field in embed.forms("fields", MAX_FIELDS):
        total += _check_field(field)
    if (footer := embed.form("footer")) is not None:
        total += _length(footer.text("text", 2048))
        _check_address(footer, "icon_url")
    if (author := embed.form("author")) is not None:
        total += _length(author.text("name", 256))
        _check_address(author, "url")
        _check_address(author, "icon_url")
    for key in ("image", "thumbnail"):
        if (media := embed.form(key)) is not None:
            _check_address(media, "url")
    if not any(_shows(embed.values.get(key)) for key in _VISIBLE):
        embed.require("description")
    return total


def _check_field(field: Form) -> int:
    name = field.text("name", 256, required=True)
    value = field.text("value", 1024, required=True)
    for key, text in (("name", name), ("value", value)):
        # Discord trims these two and then finds them missing.
        if text is not None and not text.strip():
            field.require(key)
    return _length(name) + _length(value)


def _check_address(form: Form, key: str) -> None:
    address = form.text(key, MAX_URL)
    if address and not address.lower().startswith(_SCHEMES):
        schemes = "('http', 'https', 'attachment')"
        form.blame(key, "URL_TYPE_INVALID_SCHEME", f"Scheme must be one of {schemes}.")


def _shows(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def _length(text: str | None) -> int:
    return 0 if text is None else len(text.strip())
