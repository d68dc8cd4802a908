from __future__ import annotations

import pytest

from bot.intake import quota_refusal

MEBIBYTE = 1024 * 1024
REST = "remove some with /library remove, or ask whoever runs me for more."


@pytest.mark.parametrize(
    ("articles", "size", "adding", "sentence"),
    [
        (0, 0, 1, ""),
        (4_999, 0, 1, ""),
        (4_990, 200 * MEBIBYTE - 1, 10, ""),
        (5_000, 0, 1, f"The library is full (5,000 articles): {REST}"),
        (6_000, 0, 0, f"The library is full (5,000 articles): {REST}"),
        (4_999, 0, 3, f"The library has room for 1 more article, not 3: {REST}"),
        (4_990, 0, 20, f"The library has room for 10 more articles, not 20: {REST}"),
        (10, 200 * MEBIBYTE, 1, f"The library is full (200 MB): {REST}"),
    ],
)
def test_a_server_keeps_so_much_and_no_more(
    articles: int, size: int, adding: int, sentence: str
) -> None:
    refusal = quota_refusal(
        articles, size, max_articles=5_000, max_bytes=200 * MEBIBYTE, adding=adding
    )
    assert refusal == sentence
