"""What the School offers the house about enrolments."""
