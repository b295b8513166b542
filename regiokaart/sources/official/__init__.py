"""The official data of a year: fetched, checked, and kept beside the embedded data."""
