"""The API of registers and presence."""

ROUTES = []
