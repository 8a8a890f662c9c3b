"""Pages of what may come and of what was learnt: triggers, sessions, insights, futures."""
