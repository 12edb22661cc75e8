"""The grid of scorecards: capabilities down, places across, one answer in each cell."""
