"""Who may do what with enrolments."""
