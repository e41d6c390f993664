"""What the scripts share. Standard library only, and parses on Python 3.8 (see tests/scripts)."""
