"""The window: it shows, asks and calls operations; everything that counts happens below it."""
