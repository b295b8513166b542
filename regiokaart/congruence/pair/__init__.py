"""What is computed of a pair of indelingen: crosstabs, measures, wisselaars, tables and words."""
