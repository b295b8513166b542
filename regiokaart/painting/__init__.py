"""QPainter code that draws a map specification: on screen and in print."""
