"""Tables that people send to the School."""
