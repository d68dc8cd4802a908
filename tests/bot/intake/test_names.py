from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.names import MAX_NAME, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Pricing a quote.md", "Pricing a quote.md"),
        ("naïve café 价格.txt", "naïve café 价格.txt"),
        ("two\nlines\r\n.md", "two lines.md"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\notes.md", "notes.md"),
        ("/", "file"),
        ("", "file"),
        ("...", "file"),
        (".md", "md"),
        ("CON", "_CON"),
        ("con.md", "_con.md"),
        ("Lpt1.txt", "_Lpt1.txt"),
        ("concept.md", "concept.md"),
        ('a<b>:"|?*.md', "a_b______.md"),
        ("nul\x00byte.md", "nulbyte.md"),
        ("gpj.\u202edm.exe", "gpj.dm.exe"),
        ("hid\u200bden.md", "hidden.md"),
        ("half\ud800.md", "half.md"),
        ("cafe\u0301.md", "café.md"),
        ("x" * 297 + ".md", "x" * 117 + ".md"),
        ("x" * 300, "x" * 120),
        ("x." + "y" * 300, "x." + "y" * 118),
    ],
)
def test_a_name_is_made_fit_to_be_shown_and_kept(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=400))
def test_any_name_becomes_one_short_visible_line(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) <= MAX_NAME
    assert safe.isprintable()
    assert safe == safe.strip()
    assert not set(safe) & set('/\\<>:"|?*')
