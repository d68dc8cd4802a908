"""`/group`: making peer groups and running them."""

from bot.cogs.groups.cog import Groups

__all__ = ["Groups"]
