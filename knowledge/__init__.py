"""The group's library: articles in, verbatim cited excerpts out. It knows nothing of Discord."""
