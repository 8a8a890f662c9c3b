"""What research offers the house."""
