"""Measurements against the bars that the project sets itself; each prints a Markdown table."""

from model.startup import prepare_process

prepare_process()  # as the worker does, before torch is loaded
