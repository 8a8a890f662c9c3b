"""Pages of actors and territories."""
