"""Tests of chipmap.model.geography."""
