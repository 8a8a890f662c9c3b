"""Models of school: they come with its own release."""
