"""Pages of labs, teams and what they bring forth, with their addresses."""

site = []
