"""The list of indelingen, and the user's own."""
