"""What is computed: crosstabs, measures, relations, and the definition of each result table."""
