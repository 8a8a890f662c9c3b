"""Who may do what with labs, teams and what they bring forth."""
