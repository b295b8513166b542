"""The matrix of all pairs, with its tree."""
