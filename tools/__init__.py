"""The parts of ``build.py``: standard library only, Python 3.9 or newer."""
