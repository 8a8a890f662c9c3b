"""Pure reckonings of the School: no database, no clock of their own."""
