"""What the School offers the house about certificates and credentials."""
