"""Tests of chipmap.model.host."""
