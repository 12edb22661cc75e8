"""The participants of an event as a table: who they are, and in which slots they are there."""
