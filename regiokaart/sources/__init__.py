"""Where it comes from: embedded data and user files."""
