"""Builds resources/geography from pinned public archives; nothing here runs in the installed program."""
