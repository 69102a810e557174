"""Results in the project: layers, styles, provenance."""
