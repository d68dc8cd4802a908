"""How much one server may keep."""

from __future__ import annotations

_MEBIBYTE = 1024 * 1024
_WHAT_TO_DO = "remove some with /library remove, or ask whoever runs me for more"


def quota_refusal(
    articles: int, size: int, *, max_articles: int, max_bytes: int, adding: int = 1
) -> str:
    """Return the sentence that refuses further articles, or "" if they fit.

    Args:
        articles: How many the library has.
        size: The bytes that its file takes.
        max_articles: The most that it may have.
        max_bytes: The most that its file may take.
        adding: How many are to be added.
    """
    if articles >= max_articles:
        return f"The library is full ({max_articles:,} articles): {_WHAT_TO_DO}."
    if articles + adding > max_articles:
        room = max_articles - articles
        return (
            f"The library has room for {room:,} more {'article' if room == 1 else 'articles'},"
            f" not {adding:,}: {_WHAT_TO_DO}."
        )
    if size >= max_bytes:
        return f"The library is full ({max_bytes / _MEBIBYTE:,.4g} MB): {_WHAT_TO_DO}."
    return ""
