"""A local stand-in for Discord, so that the bot can be run and tested without an account."""
