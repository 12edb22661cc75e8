"""Pure functions over a Dataset: what level is shown and why, needs, gaps, strengths."""
