"""Measurements against the bars that the project sets itself; each prints a Markdown table."""
