"""Who may do what with assignments, feedback and self-assessment."""
