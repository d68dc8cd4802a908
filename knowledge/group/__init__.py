"""What a group adds to its library: votes, gaps, answers, synonyms, suggestions; and its health."""
