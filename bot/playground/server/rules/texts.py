"""The texts of application commands: what a name may look like, and its translations."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.playground.server.rules.form import Form

MAX_NAME = 32
MAX_DESCRIPTION = 100

_LOCALES = (
    "ar bg cs da de el en-GB en-US es-419 es-ES fi fr he hi hr hu id it ja ko lt nl no pl pt-BR ro"
    " ru sv-SE th tr uk vi zh-CN zh-TW"
)
LOCALES = frozenset(_LOCALES.split())
"""The languages that a command can be translated into."""

# Written with combining marks, which these two scripts alone may bring into a name.
_MARKED_SCRIPTS = ("DEVANAGARI ", "THAI ")


def is_slash_name(name: str) -> bool:
    """Return whether a slash command or an option can have this name.

    Letters, digits, `-`, `_` and `'` in any script, and no letter that has a lower case.
    """
    return bool(name) and name == name.lower() and all(_is_name_character(one) for one in name)


def check_name(form: Form, *, slash: bool = True) -> None:
    """Note the faults of `name` and its translations; other commands' names are freer."""
    name = form.text("name", MAX_NAME, low=1, required=True)
    for key, text in (("name", name), *_translations(form, "name", MAX_NAME)):
        if text and not (is_slash_name(text) if slash else text.strip()):
            form.blame(key, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def check_description(form: Form) -> None:
    """Note the faults of `description` and its translations."""
    form.text("description", MAX_DESCRIPTION, low=1, required=True)
    _translations(form, "description", MAX_DESCRIPTION)


def written_size(values: Mapping[str, object], keys: tuple[str, ...]) -> int:
    """Return how many characters the texts have; of a translated one, its longest counts."""
    total = 0
    for key in keys:
        value = values.get(key)
        lengths = [0 if value is None else len(str(value))]
        translations = values.get(f"{key}_localizations")
        if isinstance(translations, Mapping):
            lengths.extend(len(str(text)) for text in translations.values())
        total += max(lengths)
    return total


def _translations(form: Form, key: str, high: int) -> list[tuple[str, str | None]]:
    field = f"{key}_localizations"
    translations = form.form(field)
    if translations is None:
        return []
    for locale in translations.values:
        if locale not in LOCALES:
            translations.blame(str(locale), "BASE_TYPE_CHOICES", "Not a locale that Discord knows.")
    return [
        (field, translations.text(locale, high, low=1))
        for locale in translations.values
        if locale in LOCALES
    ]


def _is_name_character(character: str) -> bool:
    if character in "-_'":
        return True
    category = unicodedata.category(character)[0]
    if category == "M":
        return unicodedata.name(character, "").startswith(_MARKED_SCRIPTS)
    return category in "LN"
