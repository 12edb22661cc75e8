"""Tests of chipmap.ui.map."""
