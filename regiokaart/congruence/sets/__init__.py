"""A set of indelingen as a whole: mean, middle, tree, per ministry and domain."""
