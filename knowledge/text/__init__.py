"""Words and sentences of plain text: the one way in which texts and questions are read."""
