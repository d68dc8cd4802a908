"""The servers' libraries for coroutines: one file a server, opened when it is needed."""

from bot.libraries.libraries import Libraries

__all__ = ["Libraries"]
