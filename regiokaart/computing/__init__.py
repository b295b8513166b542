"""Computations that take long: in processes of their own, and kept for the next time."""
