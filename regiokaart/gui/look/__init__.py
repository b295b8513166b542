"""How the window looks: colours, measures, icons, style."""
