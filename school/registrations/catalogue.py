"""What the School offers the house about courses, editions, meetings, experts, venues."""
