"""The file of a library: opening, writing, proving and mending it."""
