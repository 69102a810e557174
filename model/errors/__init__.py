"""Errors in words, and how a job reports its progress."""
