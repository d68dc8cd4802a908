"""`/me`: a member's own clock, how they are told, their groups, and the way out of one."""

from bot.cogs.me.cog import Me

__all__ = ["Me"]
