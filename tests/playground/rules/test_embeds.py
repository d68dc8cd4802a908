from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.server.rules.messages import create_faults

Embed = dict[str, Any]


def found(*embeds: object) -> list[str]:
    faults = create_faults({"content": "Hello", "embeds": list(embeds)})
    return [f"{fault.code} {'.'.join(str(part) for part in fault.path[1:])}" for fault in faults]


def field(name: str = "Name", value: str = "Value") -> Embed:
    return {"name": name, "value": value}


@pytest.mark.parametrize(
    "embed",
    [
        {"title": "x" * 256},
        {"description": "x" * 4096},
        {"title": "Hello", "fields": [field() for _ in range(25)]},
        {"fields": [field("x" * 256, "x" * 1024)]},
        {"footer": {"text": "x" * 2048}},
        {"author": {"name": "x" * 256}},
        {"image": {"url": "https://example.org/a.png"}},
        {"thumbnail": {"url": "attachment://a.png"}},
        {"title": "Hello", "color": 0xFFFFFF, "url": "http://example.org", "type": "rich"},
    ],
)
def test_discord_takes(embed: Embed) -> None:
    assert found(embed) == []


@pytest.mark.parametrize(
    ("embed", "fault"),
    [
        ({"title": "x" * 257}, "BASE_TYPE_MAX_LENGTH 0.title"),
        ({"description": "x" * 4097}, "BASE_TYPE_MAX_LENGTH 0.description"),
        ({"fields": [field()] * 26}, "BASE_TYPE_MAX_LENGTH 0.fields"),
        ({"fields": [field("x" * 257)]}, "BASE_TYPE_MAX_LENGTH 0.fields.0.name"),
        ({"fields": [field("a", "x" * 1025)]}, "BASE_TYPE_MAX_LENGTH 0.fields.0.value"),
        ({"fields": [field("", "a")]}, "BASE_TYPE_REQUIRED 0.fields.0.name"),
        ({"fields": [field("a", "  ")]}, "BASE_TYPE_REQUIRED 0.fields.0.value"),
        ({"fields": [{"name": "a"}]}, "BASE_TYPE_REQUIRED 0.fields.0.value"),
        ({"footer": {"text": "x" * 2049}}, "BASE_TYPE_MAX_LENGTH 0.footer.text"),
        ({"footer": {}}, "BASE_TYPE_REQUIRED 0.description"),
        ({"author": {"name": "x" * 257}}, "BASE_TYPE_MAX_LENGTH 0.author.name"),
        ({"image": {}}, "BASE_TYPE_REQUIRED 0.description"),
        ({"title": "a", "url": "example.org"}, "URL_TYPE_INVALID_SCHEME 0.url"),
        ({"title": "a", "url": "ftp://example.org"}, "URL_TYPE_INVALID_SCHEME 0.url"),
        ({"image": {"url": "file:///etc/passwd"}}, "URL_TYPE_INVALID_SCHEME 0.image.url"),
        ({"title": "a", "color": 0x1000000}, "NUMBER_TYPE_MAX 0.color"),
        ({}, "BASE_TYPE_REQUIRED 0.description"),
        ({"color": 5, "type": "rich"}, "BASE_TYPE_REQUIRED 0.description"),
        ({"title": "   "}, "BASE_TYPE_REQUIRED 0.description"),
        ("Hello", "DICT_TYPE_CONVERT 0"),
    ],
)
def test_discord_refuses(embed: object, fault: str) -> None:
    assert fault in found(embed)


@given(st.lists(st.integers(min_value=1, max_value=4096), min_size=1, max_size=10))
def test_six_thousand_characters_are_the_limit_over_all_embeds(lengths: list[int]) -> None:
    faults = found(*({"description": "x" * length} for length in lengths))
    assert ("MAX_EMBED_SIZE_EXCEEDED " in faults) == (sum(lengths) > 6000)


def test_every_part_of_an_embed_counts_towards_the_limit() -> None:
    embed = {
        "title": "x" * 256,
        "description": "x" * 4096,
        "fields": [field("x" * 100, "x" * 1000)],
        "footer": {"text": "x" * 300},
        "author": {"name": "x" * 248},
    }
    assert found(embed) == []
    assert found({**embed, "footer": {"text": "x" * 301}}) == ["MAX_EMBED_SIZE_EXCEEDED "]
