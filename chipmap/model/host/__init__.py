"""The computer the program runs on: folders, settings and logs."""
