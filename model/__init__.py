"""Sardino's model package: everything that computes. Never imports Qt or QGIS.

This file stays empty of imports: the plugin imports ``model.protocol.envelope`` inside QGIS, where torch
and rasterio do not exist.
"""
