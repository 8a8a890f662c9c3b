"""Choice lists of the School, by subject (codes of the school study, 2)."""
