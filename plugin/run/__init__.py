"""Runs and questions in the background."""
