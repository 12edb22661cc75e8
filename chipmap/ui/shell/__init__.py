"""The frame around the pages: rail, top bar, ribbon, search, toast, start screen."""
