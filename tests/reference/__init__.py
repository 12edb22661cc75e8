"""Published and exact figures that the analyses must meet: `python -m tests.reference [FILE…]`."""
