"""The bot as a process of its own: whole stories, and what is left of them after `kill -9`."""
