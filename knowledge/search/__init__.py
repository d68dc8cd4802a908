"""The way of a question: words, spelling, candidates, ranking, decision, excerpts."""
