from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.playground.server.rules.callbacks import callback_faults
from bot.playground.server.rules.commands import bulk_faults, command_faults
from bot.playground.server.rules.form import FormFault, error_body
from bot.playground.server.rules.messages import create_faults, edit_faults
from bot.playground.server.rules.modals import modal_faults

if TYPE_CHECKING:
    from collections.abc import Callable

# Names that the rules look for, so that what is drawn comes close to what is sent.
KEYS = st.sampled_from(
    [
        *("type", "components", "component", "accessory", "custom_id", "options", "choices"),
        *("name", "value", "label", "description", "title", "content", "embeds", "fields"),
        *("flags", "attachments", "id", "emoji", "style", "url", "media", "items", "file"),
        *("min_values", "max_values", "min_value", "max_value", "required", "data", "footer"),
        *("allowed_mentions", "parse", "users", "default_values", "contexts", "autocomplete"),
        *("name_localizations", "description_localizations", "de", "default_member_permissions"),
    ]
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-3, max_value=30),
    st.integers(),
    st.floats(allow_nan=True),
    st.text(max_size=20),
    st.text(st.characters(), max_size=5),
    st.sampled_from([1 << 15, "users", "attachment://a", "https://example.org"]),
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=6)),
    max_leaves=15,
)
OBJECTS = st.dictionaries(KEYS, JSON, max_size=8)

RULES: list[Callable[[object], list[FormFault]]] = [
    create_faults,
    lambda body: create_faults(body, answer=True, files=("a",)),
    lambda body: edit_faults(body, {"flags": 1 << 15, "attachments": [{"id": 1}]}),
    modal_faults,
    command_faults,
    bulk_faults,
    lambda body: callback_faults(body, 3, message={"flags": 1 << 15}),
    lambda body: callback_faults(body, 4, option=4),
]


@given(st.one_of(OBJECTS, JSON, st.lists(OBJECTS, max_size=3)))
def test_no_json_makes_a_rule_stumble(body: object) -> None:
    for rule in RULES:
        faults = rule(body)
        answer = error_body(faults)
        assert isinstance(answer["code"], int)
        assert all(str(fault) for fault in faults)
        json.dumps(answer)


@given(OBJECTS)
def test_no_message_makes_an_edit_stumble(before: dict[str, object]) -> None:
    json.dumps(error_body(edit_faults({"content": "Hello"}, before)))


@given(st.lists(st.tuples(st.lists(st.sampled_from(["a", "b", 0, 1]), max_size=3), st.text())))
def test_no_fault_is_lost_in_the_answer(drawn: list[tuple[list[str | int], str]]) -> None:
    faults = [FormFault(tuple(path), "CODE", message) for path, message in drawn]

    def messages(tree: object) -> list[str]:
        assert isinstance(tree, dict)
        found = [note["message"] for note in tree.get("_errors", [])]
        for key, inner in tree.items():
            if key != "_errors":
                found += messages(inner)
        return found

    assert sorted(messages(error_body(faults)["errors"])) == sorted(text for _, text in drawn)


def test_a_fault_tells_its_place_and_what_is_wrong() -> None:
    fault = FormFault(("embeds", 0, "title"), "BASE_TYPE_REQUIRED", "This field is required")
    assert str(fault) == "embeds.0.title: This field is required"
    assert str(FormFault((), "X", "Too much")) == "body: Too much"
