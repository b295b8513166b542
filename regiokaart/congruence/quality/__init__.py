"""Whether the data is sound: checks, uncertain rows, and what these do to the figures."""
