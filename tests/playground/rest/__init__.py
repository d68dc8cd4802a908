"""Tests of the stand-in's REST API, by discord.py's own requests where it has them."""
