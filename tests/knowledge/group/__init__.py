"""What the group adds to its library."""
