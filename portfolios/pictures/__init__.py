"""Geometry of the drawings of a portfolio: plain numbers in, plain coordinates out, no database and no words.

Every coordinate leaves as text with a decimal point, so that a template prints it alike in every language.
"""
