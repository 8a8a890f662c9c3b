"""What the roof reads from every app: the public figures, and what waits for each person."""
