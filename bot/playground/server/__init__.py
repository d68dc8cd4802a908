"""A loopback server that speaks enough of Discord's REST API and gateway for discord.py."""
