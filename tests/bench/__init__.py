"""What pages and lists cost on a large site (`make bench`)."""
