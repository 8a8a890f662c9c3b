"""Forms of the School: they translate, services decide."""
