"""From a text to its entities: pieces of text, recognizers, the encoder, overlaps."""
