"""Everything of Sardino that runs inside QGIS: dock, Processing algorithms, the worker's client.

Imports nothing here, so that QGIS starts as fast as without the plugin.
"""
