"""What the map canvas is made of: pictures, furniture, gestures, measuring, maps side by side."""
