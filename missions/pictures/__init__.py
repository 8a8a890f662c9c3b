"""Geometry of the drawings of missions: plain numbers and dates in, plain coordinates out, no words.

Every coordinate leaves as text with a decimal point, so that a template prints it alike in every language.
"""
