"""One module per app; every model has a factory, and factories have no surprises."""
