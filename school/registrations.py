"""What school offers the house."""
