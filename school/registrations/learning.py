"""What the School offers the house about assignments, feedback and self-assessment."""
