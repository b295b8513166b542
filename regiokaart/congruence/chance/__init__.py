"""How congruent indelingen would be by chance: random divisions and what they tell."""
