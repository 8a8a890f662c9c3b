"""Long and nightly work of the School, started by pages and by the clock."""
