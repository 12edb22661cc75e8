"""Tables that show what a page shows, for those who read figures rather than pictures."""
