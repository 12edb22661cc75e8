"""The parts beside the table of foresight: chart and sources of a segment, what to act on first."""
