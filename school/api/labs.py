"""The API of labs, teams and what they bring forth."""

ROUTES = []
