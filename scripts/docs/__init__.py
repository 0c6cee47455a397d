"""The parts of docs/ that are made from the code: `make docs` writes them anew."""
