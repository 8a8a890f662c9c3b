"""What the School offers the house about labs, teams and what they bring forth."""
