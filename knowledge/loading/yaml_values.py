"""YAML without its dangers: no aliases, no tags, no dates; only texts, numbers, lists, mappings."""

from __future__ import annotations

import re

import yaml

from knowledge.errors import DocumentRefused

MAX_SOURCE = 65_536
"""Characters of YAML that are read; front matter is short."""

_MAX_DEPTH = 20
_INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,17})")
_FLOAT = re.compile(r"-?\d{1,15}\.\d{1,15}")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


class _TooDeepError(yaml.YAMLError):
    """The values are nested more deeply than anybody writes by hand."""


class _Composer(yaml.SafeLoader):
    """Composes nodes only: no constructor ever runs, so that a tag can't do anything."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            # An alias of an alias of an alias is how ten lines become ten gigabytes.
            raise DocumentRefused(
                "Its front matter uses aliases (*name), which are not read; "
                "write the value out, or put it in quotes."
            )
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise _TooDeepError
        node: yaml.Node | None = super().compose_node(parent, index)
        self.depth -= 1
        return node


def read_yaml(source: str) -> object:
    """Return the value of one YAML document.

    Numbers become numbers only if they read the same when written again: 1.10 and 007 stay text.

    Raises:
        DocumentRefused: It uses aliases.
        ValueError: It is no YAML, or is too large or too deep.
    """
    if len(source) > MAX_SOURCE:
        raise ValueError("too long")
    try:
        # Tabs may not indent in YAML, yet editors put them there.
        loader = _Composer(source.expandtabs(2))
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except (yaml.YAMLError, RecursionError, OverflowError) as error:
        raise ValueError("no YAML") from error
    return _value(node)


def _value(node: yaml.Node | None) -> object:
    if isinstance(node, yaml.MappingNode):
        return {
            str(key.value): _value(value)
            for key, value in node.value
            if isinstance(key, yaml.ScalarNode)
        }
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    if not isinstance(node, yaml.ScalarNode):
        return None
    return node.value if node.style else plain_value(str(node.value))


def plain_value(text: str) -> object:
    """Return the number, boolean or nothing that an unquoted text stands for, else the text."""
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INTEGER.fullmatch(text) and str(int(text)) == text:
        return int(text)
    if _FLOAT.fullmatch(text) and str(float(text)) == text:
        return float(text)
    return text
