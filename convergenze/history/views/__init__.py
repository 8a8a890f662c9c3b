"""Timelines, the bin, the audit of accounts."""
