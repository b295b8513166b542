"""What a map shows, free of Qt and folium: specifications, palettes, labels, views."""
