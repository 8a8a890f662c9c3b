"""Pages of certificates and credentials, with their addresses."""

site = []
