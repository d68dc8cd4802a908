"""The scheduler: the one loop that opens rounds, closes them, and lets the courier carry."""
