"""`/ask`: questions and their answers; sharing them; being told later."""

from bot.cogs.ask.cog import Ask

__all__ = ["Ask"]
