"""What the School offers the house about registers and presence."""
