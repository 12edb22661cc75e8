"""The world map: a canvas that blits while it moves, and one drawing code for the screen and for exports."""
