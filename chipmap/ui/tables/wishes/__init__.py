"""What one participant wishes of the others, as a table to choose in."""
