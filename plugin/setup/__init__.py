"""Sets up the model's Python environment from within QGIS.

Apart from the dialogs and ``qgis_network``, all modules work without Qt and QGIS. All facts about the
machine are in :class:`facts.Facts`, so each system can be tested on any other.
"""
