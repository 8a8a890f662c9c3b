"""Who may do what with certificates and credentials."""
