"""Virtual rasters and side files: XML that GDAL believes."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

from tests.fuzz.values import NUMBERS, PLACES, TEXTS, URLS, worst

_TYPES = (
    "Byte", "Int8", "UInt16", "Int16", "UInt32", "Int32", "UInt64", "Int64", "Float16", "Float32", "Float64",
    "CInt16", "CInt32", "CFloat32", "CFloat64", "x",
)  # fmt: skip
_BANDS = (
    "", "", "", "VRTSourcedRasterBand", "VRTDerivedRasterBand", "VRTRawRasterBand", "VRTWarpedRasterBand",
    "VRTPansharpenedRasterBand", "x",
)  # fmt: skip
_SETS = ("", "", "", "", "VRTWarpedDataset", "VRTPansharpenedDataset", "VRTProcessedDataset")
_SIZES = (64, 64, 64, 1, 2, 3, 17, 0, -1, 511, 4097, 65536, 100_000, 10**6, 2**31 - 1, 2**31, 2**40)
CRS = (
    "EPSG:4326", "EPSG:32611", "EPSG:3857", "EPSG:3413", "EPSG:4978", "EPSG:5773", "EPSG:4979", "EPSG:7405",
    "EPSG:5806", "EPSG:0", "ESRI:102100", "IAU_2015:30100", "IGNF:LAMB93", "OGC:CRS84", "AUTO2:42001,0,0",
    "COORD_EPOCH", "", 'LOCAL_CS["x",UNIT["m",1]]', 'LOCAL_CS["x",UNIT["m",0]]',
    'LOCAL_CS["x",UNIT["m",-1]]', 'LOCAL_CS["x"]',
    'ENGCRS["x",EDATUM["d"],CS[Cartesian,2],AXIS["x",east],AXIS["y",north],LENGTHUNIT["foot",0.3048]]',
    'ENGCRS["x",EDATUM["d"],CS[Cartesian,2],AXIS["x",east],AXIS["y",north],LENGTHUNIT["big",1e300]]',
    'ENGCRS["x",EDATUM["d"],CS[temporal,1],AXIS["t",future]]',
    'VERT_CS["x",VERT_DATUM["d",2005],UNIT["m",1]]',
    'GEOGCS["x",DATUM["d",SPHEROID["s",6378137,298]],PRIMEM["g",0],UNIT["degree",0.0174532925199433]]',
    'GEOGCS["x",DATUM["d",SPHEROID["s",0,0]],PRIMEM["g",0],UNIT["degree",0.0174532925199433]]',
    'GEOGCS["x",DATUM["d",SPHEROID["s",1e300,298]],PRIMEM["g",0],UNIT["degree",1e300]]',
    'GEOGCS["x",DATUM["d",SPHEROID["s",1737400,0]],PRIMEM["g",0],UNIT["radian",1]]', "+proj=ortho +lat_0=90",
    "+proj=gnom +lat_0=0", "+proj=geos +h=35785831 +lon_0=0", "+proj=ob_tran +o_proj=longlat",
    "+proj=utm +zone=99", "+proj=utm +zone=11 +units=km", "+proj=tmerc +k=1e300",
    "+proj=laea +lat_0=90 +R=1e-300", "+proj=nsper +h=1", "+proj=isea", "+proj=airy",
    "+proj=longlat +pm=1e300", "+proj=utm +zone=11 +nadgrids=@null",
    "+proj=utm +zone=11 +nadgrids=http://LISTENER/grid",
    "+proj=vgridshift +grids=/vsicurl/http://LISTENER/g", *URLS[:2],
)  # fmt: skip
_SUBDATASETS = (
    "vrt://BASE/plain.tif", "CASE/s.vrt", "CASE/s.tif", "/vsisubfile/0,BASE/plain.tif",
    "DERIVED_SUBDATASET:AMPLITUDE:BASE/slc.tif",
)  # fmt: skip
_TAGS = (
    "SourceFilename", "SOURCEFILENAME", "sourcefilename", "SourceFilename relativeToVRT='1'",
    "SourceFilename shared='0'", "SourceDataset", "SourceFilename subClass='a>b'",
)  # fmt: skip
_FORMS = (
    "%s",
    "%s",
    "<![CDATA[%s]]>",
    "<!-- a -->%s",
    "%s<!-- a -->",
    " %s ",
    "\n%s",
    "&#47;%s",
    "<a>%s</a>",
    "<?a b?>%s",
)
"""Of one name: GDAL's parser of XML is forgiving."""
_SOURCES = (
    "SimpleSource",
    "ComplexSource",
    "AveragedSource",
    "KernelFilteredSource",
    "ArraySource",
    "NoDataFromMaskSource",
)
_INSIDE = (
    "<ColorInterp>Alpha</ColorInterp>", "<ColorInterp>Palette</ColorInterp>", "<ColorInterp>x</ColorInterp>",
    "<UnitType>dB</UnitType>", "<UnitType>%s</UnitType>", "<HideNoDataValue>1</HideNoDataValue>",
    "<ColorTable><Entry c1='1' c2='2' c3='3' c4='4'/></ColorTable>",
    "<CategoryNames><Category>a</Category></CategoryNames>",
    "<MaskBand><VRTRasterBand dataType='Byte'/></MaskBand>",
    "<MaskBand><VRTRasterBand "
    "dataType='Byte'><SimpleSource><SourceFilename>FIFO</SourceFilename></SimpleSource>"
    "</VRTRasterBand></MaskBand>",
    "<Overview><SourceFilename>FIFO</SourceFilename><SourceBand>1</SourceBand></Overview>",
    "<Overview><SourceFilename>/vsicurl/http://LISTENER/o.tif</SourceFilename><SourceBand>1</SourceBa"
    "nd></Overview>",
    "<Metadata><MDI key='POLARIZATION'>VV</MDI><MDI key='units'>dB</MDI></Metadata>",
    "<Metadata domain='xml:x'><a/></Metadata>", "<Histograms><HistItem/></Histograms>", "<NoDataValue/>",
    "<PixelFunctionType>log10</PixelFunctionType>", "<PixelFunctionType>expression</PixelFunctionType>",
    "<PixelFunctionLanguage>Python</PixelFunctionLanguage><PixelFunctionType>os.system</PixelFunction"
    "Type>"
    "<PixelFunctionCode>import urllib.request as u; u.urlopen('http://LISTENER/')</PixelFunctionCode>",
    "<BufferRadius>2147483647</BufferRadius>", "<SourceTransferType>CFloat64</SourceTransferType>",
    "<SourceFilename>FIFO</SourceFilename><ImageOffset>-9</ImageOffset><PixelOffset>4</PixelOffset>",
    "<SourceFilename>BASE/plain.tif</SourceFilename><ImageOffset>99999999999</ImageOffset><LineOffset"
    ">-1</LineOffset>",
    "<BlockXSize>2147483647</BlockXSize>",
)  # fmt: skip
_AROUND = (
    "<Metadata domain='OVERVIEWS'><MDI key='OVERVIEW_FILE'>FIFO</MDI></Metadata>",
    "<Metadata domain='OVERVIEWS'><MDI key='OVERVIEW_FILE'>http://LISTENER/x.ovr</MDI></Metadata>",
    "<Metadata domain='PROXY_OVERVIEW_REQUEST'><MDI key='a'>b</MDI></Metadata>",
    "<BlockXSize>2147483647</BlockXSize><BlockYSize>2147483647</BlockYSize>",
    "<OverviewList>2 4 999999</OverviewList>", "<OverviewList>1 0 -1</OverviewList>",
    "<Metadata domain='RPC'><MDI key='LINE_OFF'>nan</MDI></Metadata>",
    "<Metadata domain='GEOLOCATION'><MDI key='X_DATASET'>http://LISTENER/x</MDI><MDI "
    "key='Y_DATASET'>FIFO</MDI></Metadata>",
    "<Metadata domain='SUBDATASETS'><MDI key='SUBDATASET_1_NAME'>http://LISTENER/x</MDI></Metadata>",
    "<Metadata><MDI key='AREA_OR_POINT'>Point</MDI><MDI key='POLARISATION'>%s</MDI></Metadata>",
    "<GDALWarpOptions><SourceDataset>FIFO</SourceDataset></GDALWarpOptions>",
    "<GDALWarpOptions><WarpMemoryLimit>1e300</WarpMemoryLimit><SourceDataset>http://LISTENER/x</Sourc"
    "eDataset>"
    "</GDALWarpOptions>",
    "<Input><SourceFilename>http://LISTENER/x</SourceFilename></Input>",
    "<PansharpeningOptions><PanchroBand><SourceFilename>http://LISTENER/x</SourceFilename></PanchroBand>"
    "</PansharpeningOptions>",
    "<Group name='/'><Array "
    "name='a'><DataType>Float32</DataType><Source><SourceFilename>FIFO</SourceFilename>"
    "<SourceArray>a</SourceArray></Source></Array></Group>",
)  # fmt: skip

_numbers = st.one_of(
    st.sampled_from([str(value) for value in NUMBERS if isinstance(value, float) or abs(value) < 10**300]),
    st.sampled_from(("", "x", "1e400", "0x7f")),
    st.integers(-99, 99).map(str),
)
_paths = st.one_of(worst, st.sampled_from(PLACES), st.sampled_from(URLS), st.sampled_from(_SUBDATASETS))
_words = st.one_of(
    st.sampled_from(("VV", "VH", "Sigma0_VV_db", "Gamma0_HH", "i_VV", "angle", "mask")),
    st.sampled_from(TEXTS),
)


def _text(words: str) -> str:
    return escape(words.encode("utf-8", "replace").decode())


ASPECTS = (
    "size", "crs", "grid", "gcps", "type", "value", "value", "source", "rect", "filter", "band", "inside",
    "inside", "around", "dataset", "name",
)  # fmt: skip
"""What may be wrong with a raster. A few at a time: one with everything wrong is refused at the door."""


@st.composite
def _source(draw: st.DrawFn, wrong: set[str]) -> str:
    path = draw(_paths) if "source" in wrong else "BASE/plain.tif"
    name = draw(st.sampled_from(_SOURCES)) if "filter" in wrong else "SimpleSource"
    band = draw(st.sampled_from(("1", "2", "0", "-1", "99", "mask,1", "x"))) if "source" in wrong else "1"
    tag, form = "SourceFilename", "%s"
    if "source" in wrong:
        tag, form = draw(st.sampled_from(_TAGS)), draw(st.sampled_from(_FORMS))
    inside = f"<{tag}>{form.replace('%s', _text(path))}</{tag.split()[0]}><SourceBand>{band}</SourceBand>"
    if "rect" in wrong:
        for rect in ("SrcRect", "DstRect"):
            sides = [f'{side}="{draw(_numbers)}"' for side in ("xOff", "yOff", "xSize", "ySize")]
            inside += f"<{rect} {' '.join(sides)}/>"
    if "filter" in wrong:
        for tag in ("NODATA", "ScaleRatio", "ScaleOffset", "Exponent", "LUT", "UseMaskBand", "OpenOptions"):
            if draw(st.booleans()):
                inside += f"<{tag}>{draw(_numbers)}</{tag}>"
    if name == "KernelFilteredSource":
        inside += f'<Kernel normalized="1"><Size>{draw(_numbers)}</Size><Coefs>1 1 1</Coefs></Kernel>'
    return f"<{name}>{inside}</{name}>"


@st.composite
def _band(draw: st.DrawFn, number: int, wrong: set[str]) -> str:
    kind = draw(st.sampled_from(_BANDS)) if "band" in wrong else ""
    type_ = draw(st.sampled_from(_TYPES)) if "type" in wrong else "Float32"
    subclass = f' subClass="{kind}"' if kind else ""
    name = _text(draw(_words)) if "name" in wrong else ("VV", "VH", "angle")[number - 1]
    inside = f"<Description>{name}</Description>"
    if "value" in wrong:
        for tag in ("NoDataValue", "Scale", "Offset"):
            if draw(st.booleans()):
                inside += f"<{tag}>{draw(_numbers)}</{tag}>"
    if "inside" in wrong:
        inside += draw(st.sampled_from(_INSIDE)).replace("%s", _text(draw(_words)))
    inside += "".join(draw(st.lists(_source(wrong), min_size=1 - len(wrong & {"source"}), max_size=2)))
    return f'<VRTRasterBand dataType="{type_}" band="{number}"{subclass}>{inside}</VRTRasterBand>'


@st.composite
def _gcps(draw: st.DrawFn) -> str:
    names = ("Pixel", "Line", "X", "Y", "Z")
    points = [
        " ".join(f'{name}="{draw(_numbers)}"' for name in names)
        for _ in range(draw(st.sampled_from((0, 1, 2, 3, 4, 6, 10))))
    ]
    inside = "".join(f'<GCP Id="{index}" {point}/>' for index, point in enumerate(points))
    return f"<GCPList Projection={quoteattr(draw(st.sampled_from(CRS)))}>{inside}</GCPList>"


@st.composite
def georeference(draw: st.DrawFn, wrong: set[str]) -> str:
    """A CRS, a grid or control points."""
    crs = draw(st.sampled_from(CRS)) if "crs" in wrong else "EPSG:32611"
    axes = draw(st.sampled_from(("", ' dataAxisToSRSAxisMapping="2,1"', ' coordinateEpoch="nan"')))
    parts = f"<SRS{axes if 'crs' in wrong else ''}>{_text(crs)}</SRS>"
    grid = ["400000", "10", "0", "3700000", "0", "-10"]
    if "grid" in wrong:
        for place in draw(st.sets(st.integers(0, 5), min_size=1, max_size=3)):
            grid[place] = draw(_numbers)
    parts += f"<GeoTransform>{','.join(grid)}</GeoTransform>"
    if "gcps" in wrong:
        return draw(_gcps()) if draw(st.booleans()) else parts + draw(_gcps())
    return parts


@st.composite
def virtual_rasters(draw: st.DrawFn) -> str:
    """A VRT."""
    wrong = draw(st.sets(st.sampled_from(ASPECTS), max_size=3))
    sizes = st.sampled_from(_SIZES) if "size" in wrong else st.just(64)
    kind = draw(st.sampled_from(_SETS)) if "dataset" in wrong else ""
    subclass = f' subClass="{kind}"' if kind else ""
    inside = draw(georeference(wrong))
    if "around" in wrong or kind:
        inside += draw(st.sampled_from(_AROUND)).replace("%s", _text(draw(_words)))
    for number in range(1, draw(st.integers(1, 3)) + 1):
        inside += draw(_band(number, wrong))
    return (
        f'<VRTDataset rasterXSize="{draw(sizes)}" rasterYSize="{draw(sizes)}"{subclass}>{inside}</VRTDataset>'
    )


@st.composite
def sidecars(draw: st.DrawFn, raster: bytes) -> tuple[str, bytes | None]:
    """A file that lies beside ``s.tif`` and is read with it: name, and contents or None for a pipe.

    ``{}`` in the name stands for the raster's own name.
    """
    name = draw(
        st.sampled_from(
            ("{}.aux.xml", "{}.aux.xml", "{}.ovr", "{}.msk", "s.tfw", "s.prj", "s.hdr", "s_RPC.TXT")
        )
    )
    how = draw(st.sampled_from(("xml", "xml", "fifo", "raster", "numbers", "bytes")))
    if how == "fifo":
        return name, None
    if how == "raster":
        return name, raster[: draw(st.integers(0, len(raster)))]
    if how == "bytes":
        return name, draw(st.binary(max_size=50))
    if how == "numbers":
        return name, "\n".join(draw(st.lists(_numbers, max_size=7))).encode()
    inside = draw(georeference(draw(st.sets(st.sampled_from(ASPECTS[1:4]), max_size=2))))
    if draw(st.booleans()):
        band = draw(st.sampled_from(_INSIDE)).replace("%s", _text(draw(_words)))
        for tag in ("NoDataValue", "Scale", "Offset"):
            if draw(st.booleans()):
                band += f"<{tag}>{draw(_numbers)}</{tag}>"
        inside += draw(st.sampled_from(_AROUND)).replace("%s", "VV")
        inside += f'<PAMRasterBand band="1">{band}</PAMRasterBand>'
    return name, f"<PAMDataset>{inside}</PAMDataset>".encode()
