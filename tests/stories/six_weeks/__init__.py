"""Six weeks in the life of a group, and everything that the bot wrote in them."""
