"""The search: words, spelling, ranking, decision, excerpts."""
