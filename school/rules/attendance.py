"""Who may do what with registers and presence."""
