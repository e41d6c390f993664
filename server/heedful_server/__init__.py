"""The local server and the command line of Heedful. Importing this loads nothing else."""

PROTOCOL = 1
"""Version of what travels between extension, native host and server."""

VERSION = "0.1.0"
"""Version of the program; a test keeps it equal to pyproject.toml."""
