"""Widgets and words that all panels use."""
