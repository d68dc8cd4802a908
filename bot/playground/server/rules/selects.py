"""What Discord asks of menus and other choices: how many options, how many may be picked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.server.rules.buttons import check_emoji
from bot.playground.server.rules.kinds import Kind

if TYPE_CHECKING:
    from bot.playground.server.rules.form import Form
    from bot.playground.server.rules.kinds import Tally

MAX_OPTIONS = 25
MAX_PLACEHOLDER = 150
MAX_OPTION_TEXT = 100
MAX_CHANNEL_TYPES = 30

_DEFAULTS = {
    Kind.USER_SELECT: ("user",),
    Kind.ROLE_SELECT: ("role",),
    Kind.MENTIONABLE_SELECT: ("user", "role"),
    Kind.CHANNEL_SELECT: ("channel",),
}


def check_select(select: Form, kind: Kind, tally: Tally, *, in_modal: bool = False) -> None:
    """Note every fault of a select menu; `in_modal` some more is refused."""
    tally.take_custom_id(select)
    select.text("placeholder", MAX_PLACEHOLDER)
    if select.boolean("disabled") and in_modal:
        sentence = "Modals cannot have disabled components"
        select.blame("disabled", "COMPONENT_DISABLED_IN_MODAL", sentence)
    low, high = check_range(select, MAX_OPTIONS, default_high=1, in_modal=in_modal)
    if kind == Kind.STRING_SELECT:
        # The menu must offer as many options as may be picked.
        options = select.forms("options", MAX_OPTIONS, low=max(1, high), required=True)
        check_options(select, options, high)
        for option in options:
            check_emoji(option)
    else:
        _check_default_values(select, kind, low, high)
    if kind == Kind.CHANNEL_SELECT:
        select.items("channel_types", MAX_CHANNEL_TYPES)


def check_range(form: Form, ceiling: int, *, default_high: int, in_modal: bool) -> tuple[int, int]:
    """Check `min_values` and `max_values` and return them with Discord's defaults."""
    low = form.integer("min_values", 0, ceiling)
    high = form.integer("max_values", 1, ceiling)
    low = 1 if low is None else low
    high = default_high if high is None else high
    if low > high:
        sentence = "min_values must be less than or equal to max_values"
        form.blame("min_values", "SELECT_COMPONENT_INVALID_RANGE", sentence)
    # In messages Discord does not look at `required`.
    if in_modal and form.boolean("required", default=True) and low == 0:
        sentence = "min_values must be at least 1 when the component is required"
        form.blame("min_values", "COMPONENT_REQUIRED_MIN_VALUES", sentence)
    return low, high


def check_options(form: Form, options: list[Form], most: int) -> None:
    """Check each option's texts, that no value comes twice, and how many are chosen at first."""
    values: set[str] = set()
    chosen = 0
    for option in options:
        option.text("label", MAX_OPTION_TEXT, low=1, required=True)
        option.text("description", MAX_OPTION_TEXT)
        chosen += option.boolean("default")
        value = option.text("value", MAX_OPTION_TEXT, low=1, required=True)
        if value is None:
            continue
        if value in values:
            sentence = "The specified option value is already used"
            option.blame("value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", sentence)
        values.add(value)
    if chosen > most:
        sentence = f"No more than {most} options can be selected by default"
        form.blame("options", "SELECT_COMPONENT_TOO_MANY_DEFAULTS", sentence)


def _check_default_values(select: Form, kind: Kind, low: int, high: int) -> None:
    defaults = select.forms("default_values", MAX_OPTIONS)
    for default in defaults:
        default.snowflake("id")
        if default.values.get("type") not in _DEFAULTS[kind]:
            names = ", ".join(repr(name) for name in _DEFAULTS[kind])
            default.blame("type", "BASE_TYPE_CHOICES", f"Value must be one of ({names},).")
    if defaults and not low <= len(defaults) <= high:
        select.measure("default_values", len(defaults), max(low, 1), high)
