"""Files of text that GDAL takes for rasters, whatever their names end in, and that lead it elsewhere."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.fuzz.values import PLACES, TEXTS, URLS

_DESCRIPTIONS = (
    "<GDAL_WMS><Service name='TMS'><ServerUrl>%s/${z}/${x}/${y}</ServerUrl></Service><DataWindow>"
    "<UpperLeftX>-20037508</UpperLeftX><UpperLeftY>20037508</UpperLeftY><LowerRightX>20037508</LowerR"
    "ightX>"
    "<LowerRightY>-20037508</LowerRightY><TileLevel>3</TileLevel></DataWindow><Projection>EPSG:3857</"
    "Projection>"
    "<BandsCount>2</BandsCount></GDAL_WMS>",
    "<GDAL_WMS><Service name='ArcGIS'><ServerUrl>%s</ServerUrl></Service><Cache><Path>CASE/cache</Pat"
    "h></Cache>"
    "<DataWindow><SizeX>2147483647</SizeX><SizeY>9</SizeY></DataWindow></GDAL_WMS>",
    "<GDAL_WMS><Service name='IIP'><ServerUrl>%s</ServerUrl></Service></GDAL_WMS>",
    "<GDAL_WMTS><GetCapabilitiesUrl>%s</GetCapabilitiesUrl></GDAL_WMTS>",
    "<Capabilities xmlns='http://www.opengis.net/wmts/1.0'><Contents><Layer><Identifier>a</Identifier"
    "></Layer></Contents>"
    "<ServiceMetadataURL href='%s'/></Capabilities>",
    "<WMS_Capabilities version='1.3.0'><Capability><Request><GetMap><OnlineResource "
    "href='%s'/></GetMap></Request>"
    "</Capability></WMS_Capabilities>",
    "<WCS_GDAL><ServiceURL>%s</ServiceURL><CoverageName>a</CoverageName></WCS_GDAL>",
    "<TileMapService version='1.0.0'><TileMaps><TileMap href='%s' "
    "srs='EPSG:3857'/></TileMaps></TileMapService>",
    "<GDALTileIndexDataset><IndexDataset>%s</IndexDataset><LocationField>location</LocationField><Res"
    "X>1</ResX>"
    "<ResY>1</ResY></GDALTileIndexDataset>",
    "<GDALTileIndexDataset><IndexDataset>BASE/labels.gpkg</IndexDataset><LocationField>c</LocationFie"
    "ld></GDALTileIndexDataset>",
    "<MRF_META><CachedSource><Source>%s</Source></CachedSource><Raster><Size x='64' y='64' c='2'/>"
    "<DataType>Float32</DataType><PageSize x='64' y='64' c='2'/></Raster></MRF_META>",
    "<MRF_META><Raster><Size x='2147483647' y='2147483647' "
    "c='2'/><DataFile>%s</DataFile><IndexFile>%s</IndexFile>"
    "<DataType>Float32</DataType></Raster></MRF_META>",
    "<VRTDataset rasterXSize='64' rasterYSize='64'><VRTRasterBand dataType='Float32' "
    "band='1'><SimpleSource>"
    "<SourceFilename relativeToVRT='1'>%s</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>",
    '{"type":"FeatureCollection","stac_version":"1.0.0","features":[{"type":"Feature","stac_version":'
    '"1.0.0",'
    '"collection":"c","properties":{"proj:epsg":4326,"proj:transform":[1e-4,0,0,0,-1e-4,0],"proj:shap'
    'e":[64,64]},"assets":'
    '{"vv":{"href":"%s","proj:epsg":4326,"proj:transform":[1e-4,0,0,0,-1e-4,0],"proj:shape":[64,64]}}}]}',
    '{"stac_extensions":["tiled-assets"],"type":"Feature","properties":{"tiles:tile_matrix_sets":{}},'
    '"asset_templates":'
    '{"a":{"href":"%s/{TileMatrix}/{TileRow}/{TileCol}"}}}',
    '{"version":1,"refs":{".zgroup":"{\\"zarr_format\\":2}","a/.zarray":"{}","a/0.0":["%s",0,9]}}',
    '{"type":"gdal_streamed_alg","command_line":"gdal raster pipeline ! read %s ! write --of=MEM x"}',
    "ENVI\nsamples = 2147483647\nlines = 64\nbands = 2\ndata type = 4\ninterleave = bsq\n",
    "DatasetHeader Begin\n\tHeaderSize = 1\n\tDataFile = \"%s\"\n\tRasterInfo Begin\n\t\tCellType = "
    "IEEE4ByteReal\n"
    "\t\tNrOfLines = 64\n\t\tNrOfCellsPerLine = 64\n\t\tNrOfBands = 1\n\tRasterInfo "
    "End\nDatasetHeader End\n",
    "PDS_VERSION_ID = PDS3\nFILE_RECORDS = 1\n^IMAGE = (\"%s\", 1)\nOBJECT = IMAGE\nLINES = "
    "64\nLINE_SAMPLES = 64\n"
    "SAMPLE_TYPE = PC_REAL\nSAMPLE_BITS = 32\nEND_OBJECT = IMAGE\nEND\n",
    "Object = IsisCube\n  Object = Core\n    ^Core = %s\n    Format = BandSequential\n    Group = "
    "Dimensions\n"
    "      Samples = 64\n      Lines = 64\n      Bands = 1\n    End_Group\n  "
    "End_Object\nEnd_Object\nEnd\n",
    "ncols 2147483647\nnrows 2147483647\nxllcorner nan\nyllcorner 0\ncellsize 1e300\n0\n",
    "ncols 2\nnrows 1\nNODATA_value x\n1 2", "x y z\n0 0 -10\n1 0 -9\n0 1 nan\n1 1 1e999\n",
    "P5\n2147483647 64\n65535\n", "II*\0\x08\0\0\0\0\0\0\0\0\0",
    "<kml xmlns='http://www.opengis.net/kml/2.2'><Document><Region/><NetworkLink><Link><href>%s</href"
    "></Link></NetworkLink>"
    "</Document></kml>",
    "<Product_Observational "
    "xmlns='http://pds.nasa.gov/pds4/pds/v1'><File_Area_Observational><File><file_name>%s</file_name>"
    "</File></File_Area_Observational></Product_Observational>",
)  # fmt: skip


@st.composite
def texts_of_other_formats(draw: st.DrawFn) -> str:
    """A description of a raster that lies elsewhere."""
    place = draw(st.one_of(st.sampled_from(URLS), st.sampled_from(PLACES), st.sampled_from(TEXTS)))
    return draw(st.sampled_from(_DESCRIPTIONS)).replace("%s", place)
