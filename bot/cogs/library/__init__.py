"""`/library`: what librarians do with the articles, questions and words of their server."""

from bot.cogs.library.cog import Library

__all__ = ["Library"]
