"""The nouns every stage shares: frozen, standard library only, no I/O."""
