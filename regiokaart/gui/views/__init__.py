"""The views: each way to look at the map, with its own controls, tables and commands."""
