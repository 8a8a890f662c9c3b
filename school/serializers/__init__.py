"""Serializers of the School, by subject."""
