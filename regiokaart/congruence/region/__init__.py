"""Regions of one indeling against those of another: relations, best matches, provinces."""
