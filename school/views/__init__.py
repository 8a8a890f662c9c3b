"""Pages of the School, by subject."""
