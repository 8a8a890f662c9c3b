"""Writes of the School, by subject."""
