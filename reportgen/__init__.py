"""Market commentary that can prove every number it prints."""
