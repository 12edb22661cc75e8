"""Presenting a story: the stage that the audience sees, and the presenter's own view with notes and clock."""
