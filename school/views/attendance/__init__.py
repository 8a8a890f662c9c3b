"""Pages of registers and presence, with their addresses."""

site = []
