"""Tables below the map: their dock, panel and model."""
