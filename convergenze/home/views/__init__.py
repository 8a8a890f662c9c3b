"""Pages of the roof: front page, status, errors."""
