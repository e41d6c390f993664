"""The agency's policy as files: read safely, verified, the last good one kept, taken over live."""
