"""Filters of the School, shared by pages and API."""
