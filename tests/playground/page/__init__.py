"""The page over the stand-in: what it shows, to whom, and what can be done on it."""
