"""The desktop: window, canvas, docks, table models, background tasks."""
