"""What the pages of a portfolio show: the figures of the analyses with the names and links of their records."""
