from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.addresses import LONGEST, is_web, web_address

SPELLED = re.compile(r"https?://[a-z0-9.-]+(?::\d+)?(?:[/?#][\w.~!$&'()*+,;=:@/?#%-]*)?", re.ASCII)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("http://example.org", "http://example.org"),
        ("https://example.org/%C3%A4", "https://example.org/%C3%A4"),
        ("https://exämple.org/käse", "https://xn--exmple-cua.org/k%C3%A4se"),
        ("https://example.org/<@1>|`x`[y](z)", "https://example.org/%3C@1%3E%7C%60x%60%5By%5D(z)"),
    ],
)
def test_an_address_is_spelled_as_links_are(url: str, address: str) -> None:
    assert web_address(url) == address


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "https://",
        "https:///path",
        "https://[",
        "https://a..b/",
        "https://-a.example/",
        "https://%zz.example/",
        "https://example.org:99999/",
        "https://discord.com@evil.example/",
        "https://user:word@example.org/",
        "https://example.org/a b",
        "https://example.org/a\nb",
        "https://\u202eexample.org/",
        f"https://example.org/{'a' * LONGEST}",
    ],
)
def test_what_is_no_address_on_the_web_is_no_link(url: str) -> None:
    assert web_address(url) == ""
    assert not is_web(url)


@given(st.text(max_size=60).map("https://example.org/".__add__) | st.text(max_size=60))
def test_whatever_it_is_a_link_is_spelled_in_the_signs_of_one(url: str) -> None:
    address = web_address(url)
    assert address == "" or SPELLED.fullmatch(address)
    assert web_address(address) == address
