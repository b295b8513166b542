"""Importing a file of the user's own: the dialog with its preview, and what may be dropped."""
