"""Reads across the School: catalogue, cohort mix, hours, funnels, walls."""
