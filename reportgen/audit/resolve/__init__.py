"""From statements to evidence: periods on the calendar, subjects in the catalog, facts in the book."""
