"""Training of the encoder for names and places; needs torch, and is no part of the package."""
