"""Project files: opening, saving, recovering, notes."""
