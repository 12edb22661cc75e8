"""The pages of the window. The bridge and the selection join them; they never import each other."""
