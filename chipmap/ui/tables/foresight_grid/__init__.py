"""The table of foresight: segments by places and horizons."""
