"""Tests of chipmap.ui."""
