"""Everything of Sardino that runs inside QGIS: dock, Processing algorithms, the worker's client.

This package imports nothing, so that QGIS starts as fast as without the plugin.
"""
