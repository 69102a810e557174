"""Segments archives: thousands of scenes, on one machine or on a cluster."""
