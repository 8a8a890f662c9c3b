"""Pure formulas on what a mission measures: no database, no dates of today, no translation."""
