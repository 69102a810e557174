"""Measurements compared with the project's targets; each prints a Markdown table."""

from model.startup import prepare_process

prepare_process()  # as in the worker, before torch is loaded
