"""What Discord asks of a modal: its title, one to five parts, and each part's fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.server.rules.components import check_text_display
from bot.playground.server.rules.form import Form
from bot.playground.server.rules.kinds import IN_LABEL, IN_MODAL, SELECTS, Kind, Tally
from bot.playground.server.rules.selects import check_options, check_range, check_select

if TYPE_CHECKING:
    from bot.playground.server.rules.form import FormFault, Path

MAX_TITLE = 45
MAX_PARTS = 5
MAX_LABEL = 45
MAX_DESCRIPTION = 100
MAX_INPUT = 4000
MAX_PLACEHOLDER = 100
MAX_FILES = 10
MAX_OPTIONS = 10

_IN_ROW = frozenset({Kind.TEXT_INPUT})


def modal_faults(modal: object, *, path: Path = ()) -> list[FormFault]:
    """Return what Discord refuses in a modal (`custom_id`, `title`, `components`)."""
    form = Form(modal, path)
    form.text("title", MAX_TITLE, low=1, required=True)
    form.text("custom_id", 100, low=1, required=True)
    tally = Tally()
    for part in form.forms("components", MAX_PARTS, low=1, required=True):
        kind = tally.kind_of(part, IN_MODAL)
        if kind == Kind.TEXT_DISPLAY:
            check_text_display(part, tally)
        elif kind == Kind.LABEL:
            _check_label(part, tally)
        elif kind == Kind.ACTION_ROW:
            _check_row(part, tally)
    return form.faults


def _check_label(label: Form, tally: Tally) -> None:
    label.text("label", MAX_LABEL, low=1, required=True)
    label.text("description", MAX_DESCRIPTION, low=1)
    field = label.form("component", required=True)
    if field is not None and (kind := tally.kind_of(field, IN_LABEL)) is not None:
        _check_field(field, kind, tally)


def _check_field(field: Form, kind: Kind, tally: Tally) -> None:
    if kind == Kind.TEXT_INPUT:
        if field.has("label"):
            sentence = "A text input in a label cannot have a label of its own"
            field.blame("label", "TEXT_INPUT_LABEL_NOT_ALLOWED", sentence)
        _check_text_input(field, tally)
    elif kind in SELECTS:
        check_select(field, kind, tally, in_modal=True)
    elif kind == Kind.FILE_UPLOAD:
        tally.take_custom_id(field)
        check_range(field, MAX_FILES, default_high=1, in_modal=True)
    elif kind == Kind.CHECKBOX:
        tally.take_custom_id(field)
        field.boolean("default")
    else:
        _check_group(field, kind, tally)


def _check_row(row: Form, tally: Tally) -> None:
    for field in row.forms("components", 1, low=1, required=True):
        if tally.kind_of(field, _IN_ROW) is not None:
            field.text("label", MAX_LABEL, low=1, required=True)
            _check_text_input(field, tally)


def _check_text_input(field: Form, tally: Tally) -> None:
    tally.take_custom_id(field)
    field.choice("style", (1, 2))
    field.boolean("required")
    field.text("placeholder", MAX_PLACEHOLDER)
    low = field.integer("min_length", 0, MAX_INPUT) or 0
    high = field.integer("max_length", 1, MAX_INPUT) or MAX_INPUT
    if low > high:
        sentence = "min_length must be less than or equal to max_length"
        field.blame("min_length", "TEXT_INPUT_INVALID_RANGE", sentence)
    field.text("value", high)


def _check_group(group: Form, kind: Kind, tally: Tally) -> None:
    tally.take_custom_id(group)
    if kind == Kind.RADIO_GROUP:
        options = group.forms("options", MAX_OPTIONS, low=2, required=True)
        group.boolean("required", default=True)
        check_options(group, options, 1)
        return
    options = group.forms("options", MAX_OPTIONS, low=1, required=True)
    _, high = check_range(group, MAX_OPTIONS, default_high=max(1, len(options)), in_modal=True)
    if high > len(options):
        group.measure("options", len(options), high, MAX_OPTIONS)
    check_options(group, options, high)
