"""What is computed for the window, away from its thread."""
