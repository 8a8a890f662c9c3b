"""The API of certificates and credentials."""

ROUTES = []
