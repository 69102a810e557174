"""Sets up the model's Python environment from within QGIS.

Everything but the dialogues and ``qgis_network`` is free of Qt and of QGIS: what a step needs to
know of the machine comes in as :class:`facts.Facts`, so that each system can be tested on any.
"""
