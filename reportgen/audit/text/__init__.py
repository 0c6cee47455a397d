"""From characters to sentences: plain glyphs with their origin, tokens, sentence bounds."""
