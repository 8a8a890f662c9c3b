"""Models of research: they come with its own release."""
