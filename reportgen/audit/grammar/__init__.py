"""From tokens to statements: quantities, names, periods, predicates, and who did what by how much."""
