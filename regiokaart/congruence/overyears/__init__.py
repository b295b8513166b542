"""Congruence over the years, and what became of an indeling in between."""
