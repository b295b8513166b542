"""The window of the quality of the indelingen."""
