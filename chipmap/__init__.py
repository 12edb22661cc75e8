"""Chipmap maps the world's semiconductor value chain, offline, for policy officers."""

__version__ = "0.1.0"
