"""Regiokaart computes and maps how congruent the regional divisions of the Netherlands are."""

__version__ = "0.1.0"
