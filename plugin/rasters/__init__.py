"""Work on class rasters of any size, in bounded memory: numpy and QGIS's own GDAL. Not for QGIS's start."""
