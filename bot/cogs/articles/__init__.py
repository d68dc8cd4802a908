"""`/article`: what members read, and what they suggest."""

from bot.cogs.articles.cog import Articles

__all__ = ["Articles"]
