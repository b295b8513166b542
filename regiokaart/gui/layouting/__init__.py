"""The dialog that lays out a page with maps."""
