"""What is computed per gemeente: with whom it is together, how often, and how steady that is."""
