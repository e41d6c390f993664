"""Programs that need the libraries of the virtual environment and write files."""
