"""Pages about one's own account, and who may do what."""
