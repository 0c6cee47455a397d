"""How many errors the checker finds, and how often it cries wolf."""
