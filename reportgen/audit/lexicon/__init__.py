"""The words of market prose: verbs and nouns of movement, numbers, the calendar."""
