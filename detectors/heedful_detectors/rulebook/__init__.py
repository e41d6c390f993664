"""From entities to findings: rules, signals, guards, lanes and standards, read once and applied."""
