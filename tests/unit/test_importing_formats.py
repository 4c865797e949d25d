"""Files of lines as people export them: what is read, and what is refused with its place."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import pytest

from corridors.errors import ImportFault
from corridors.importing.features import MOST_BYTES, MOST_FEATURES, MOST_VERTICES, Drawing
from corridors.importing.files import read_drawing

KML = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">{}</kml>'
LINE = "<LineString><coordinates>27.56,53.9,0 41.65,42.15,0</coordinates></LineString>"


def kml(*placemarks: str) -> bytes:
    marks = "".join(f"<Placemark>{inner}</Placemark>" for inner in placemarks)
    return KML.format(f"<Document><name>Map</name>{marks}</Document>").encode()


def line_of(coordinates: str) -> str:
    return f"<LineString><coordinates>{coordinates}</coordinates></LineString>"


def geojson(geometry: object, **properties: object) -> bytes:
    return json.dumps({"type": "Feature", "geometry": geometry, "properties": properties}).encode()


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def positions(drawing: Drawing) -> list[list[tuple[float, float]]]:
    """(lat, lon) of every line."""
    return [[tuple(v.position) for v in line] for f in drawing.features for line in f.lines]


MINSK_BATUMI = [[(53.9, 27.56), (42.15, 41.65)]]


def test_kml_gives_lines_points_names_folders_and_data() -> None:
    data = KML.format(
        "<Document><Folder><name>Stops</name><Placemark><name>Baku\n port</name>"
        "<Point><coordinates>\n 49.87 , 40.37\n</coordinates></Point></Placemark></Folder>"
        "<Folder><name>Ways</name><Placemark><name>Minsk – Batumi</name>"
        "<description><![CDATA[By <b>rail</b>,<br>then on.<script>x()</script>]]></description>"
        '<ExtendedData><Data name="mode"><value>rail</value></Data>'
        '<SchemaData><SimpleData name="operator">BŽD</SimpleData></SchemaData></ExtendedData>'
        f"{LINE}</Placemark></Folder></Document>"
    )
    stop, way = read_drawing("a.kml", data.encode()).features
    assert (stop.name, stop.folder, stop.points[0].position) == (
        "Baku port",
        "Stops",
        (40.37, 49.87),
    )
    assert (way.name, way.folder) == ("Minsk – Batumi", "Ways")
    assert way.description == "By rail,\nthen on."
    assert way.properties == {"mode": "rail", "operator": "BŽD"}
    assert way.label == "Placemark 2 “Minsk – Batumi”"


def test_kml_of_old_namespaces_other_encodings_and_tracks_is_read() -> None:
    old = '<kml xmlns="http://earth.google.com/kml/2.1"><Placemark><name>Порт</name>{}</Placemark></kml>'
    text = '<?xml version="1.0" encoding="windows-1251"?>' + old.format(LINE)
    drawing = read_drawing("a.kml", text.encode("cp1251"))
    assert (drawing.features[0].name, positions(drawing)) == ("Порт", MINSK_BATUMI)
    track = (
        '<gx:Track xmlns:gx="http://www.google.com/kml/ext/2.2"><gx:coord>27.56 53.9 0</gx:coord>'
        "<gx:coord>41.65 42.15 0</gx:coord></gx:Track>"
    )
    assert positions(read_drawing("a.kml", kml(track))) == MINSK_BATUMI
    assert positions(read_drawing("a.kml", kml(LINE).decode().encode("utf-16"))) == MINSK_BATUMI


def test_kmz_gives_its_document_and_nothing_else() -> None:
    data = zipped(**{"other.kml": b"<no/>", "doc.kml": kml(LINE), "files/x.png": b"\x89PNG"})
    drawing = read_drawing("a.kmz", data)
    assert (drawing.form, positions(drawing)) == ("kmz", MINSK_BATUMI)


def test_what_is_no_line_in_a_kml_is_left_out_and_told() -> None:
    area = "<Polygon><outerBoundaryIs/></Polygon>"
    link = "<NetworkLink><Link><href>http://127.0.0.1:9/x.kml</href></Link></NetworkLink>"
    data = KML.format(
        f"<Document>{link}<Placemark>{area}</Placemark><Placemark>{LINE}</Placemark></Document>"
    )
    drawing = read_drawing("a.kml", data.encode())
    assert positions(drawing) == MINSK_BATUMI
    assert "a network link is not followed" in drawing.notes[0]
    assert "Placemark 1: an area (Polygon) is no line" in drawing.notes[1]


def test_geojson_of_every_shape_gives_its_lines_and_points() -> None:
    line = {"type": "LineString", "coordinates": [[27.56, 53.9, 200], [41.65, 42.15]]}
    point = {"type": "Point", "coordinates": [49.87, 40.37]}
    nested = {
        "type": "GeometryCollection",
        "geometries": [{"type": "GeometryCollection", "geometries": [line]}, point],
    }
    drawing = read_drawing("a.geojson", geojson(nested, name="Way", mode="rail", n=2, x=None))
    assert positions(drawing) == MINSK_BATUMI
    assert drawing.features[0].points[0].position == (40.37, 49.87)
    assert drawing.features[0].properties == {"name": "Way", "mode": "rail", "n": "2"}
    many = {"type": "MultiLineString", "coordinates": [line["coordinates"], [[1, 2], [3, 4]]]}
    assert len(positions(read_drawing("a.json", json.dumps(many).encode()))) == 2


def test_a_umap_file_gives_each_layers_features_under_its_name() -> None:
    line = {"type": "LineString", "coordinates": [[27.56, 53.9], [41.65, 42.15]]}
    layer = {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": {"name": "A"}, "geometry": line}],
        "_umap_options": {"name": "Rail"},
    }
    file = {"type": "umap", "properties": {"name": "My map"}, "layers": [layer]}
    drawing = read_drawing("a.umap", json.dumps(file).encode())
    assert (drawing.form, drawing.features[0].folder) == ("umap", "Rail")


def test_csv_with_well_known_text_gives_a_feature_a_row() -> None:
    data = (
        'WKT,name,description\r\n"LINESTRING (27.56 53.9, 41.65 42.15)",Way,'
        '"Line one\nline two"\r\n'
        '"POINT (49.87 40.37)",Baku,\r\n'
    )
    way, point = read_drawing("a.csv", data.encode("utf-8-sig")).features
    assert (way.name, way.description) == ("Way", "Line one\nline two")
    assert [tuple(v.position) for v in way.lines[0]] == MINSK_BATUMI[0]
    assert (point.label, point.points[0].position) == ("row 4 “Baku”", (40.37, 49.87))


@pytest.mark.parametrize(
    "text",
    [
        "name,lat,lon\nMinsk,53.9,27.56\nBatumi,42.15,41.65\n",
        "Latitude;Longitude;Name\n53,9;27,56;Minsk\n\n42,15;41,65;Batumi\n",
        "sep=;\nназвание;широта;долгота\nMinsk;53.9;27.56\nBatumi;42.15;41.65\n",
        "ad\tenlem\tboylam\nMinsk\t53.9\t27.56\nBatumi\t42.15\t41.65",
        "name,X,Y,order\nBatumi,41.65,42.15,2\nMinsk,27.56,53.9,1\n",
        '"name"|"lat"|"lon"\r\n"Minsk"|"53.9"|"27.56"\r\n"Batumi"|"42.15"|"41.65"\r\n',
    ],
)
def test_csv_of_points_is_one_line_in_whatever_dialect(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        drawing = read_drawing("a.csv", text.encode(encoding))
        assert positions(drawing) == MINSK_BATUMI
        assert [v.name for v in drawing.features[0].lines[0]] == ["Minsk", "Batumi"]


def test_csv_rows_make_the_lines_that_a_column_names() -> None:
    text = "route,lat,lon\nA,1,2\nB,5,6\nA,3,4\nB,7,8\n"
    drawing = read_drawing("a.csv", text.encode())
    assert [f.name for f in drawing.features] == ["A", "B"]
    assert positions(drawing)[0] == [(1, 2), (3, 4)]


def test_a_name_beside_every_point_is_that_of_the_line() -> None:
    text = "name,lat,lon\nMy way,1,2\nMy way,3,4\nMy way,5,6\n"
    feature = read_drawing("a.csv", text.encode()).features[0]
    assert feature.name == "My way"
    assert [v.name for v in feature.lines[0]] == [None, None, None]


def test_longitudes_of_maps_that_repeat_the_world_are_kept_running_on() -> None:
    assert positions(read_drawing("a.kml", kml(line_of("179,66 181,66 -179,66"))))[0][1] == (
        66,
        181,
    )


NAN = '{"type":"LineString","coordinates":[[27.5,NaN],[1,2]]}'
REFUSED: list[tuple[str, bytes, str, str]] = [
    (
        "lat.kml",
        kml(f"<name>X</name>{line_of('27.5,99 1,2')}"),
        "Placemark 1 “X”: LineString.coordinates[1].latitude",
        "'99' is not between -90 and 90",
    ),
    (
        "swap.kml",
        kml(line_of("27.5,112 1,2")),
        "Placemark 1: LineString.coordinates[1].latitude",
        "latitude and longitude look swapped",
    ),
    (
        "metres.kml",
        kml(line_of("3068000,7149000 1,2")),
        "Placemark 1: LineString.coordinates[1]",
        "metres of a projection",
    ),
    (
        "nan.kml",
        kml(line_of("1,2 NaN,4")),
        "Placemark 1: LineString.coordinates[2].longitude",
        "'NaN' is no number",
    ),
    (
        "huge.kml",
        kml(line_of("1,2 1e999,4")),
        "Placemark 1: LineString.coordinates[2].longitude",
        "no finite number",
    ),
    (
        "one.kml",
        kml(line_of("1,2 5")),
        "Placemark 1: LineString.coordinates[2]",
        "'5' is no position",
    ),
    (
        "dms.csv",
        'name,lat,lon\nMinsk,"53°54\'N",27.5\n'.encode(),
        "row 2 “Minsk”: latitude",
        "degrees, minutes and seconds are not read",
    ),
    ("gap.csv", b"name,lat,lon\nMinsk,53.9,\n", "row 2 “Minsk”: longitude", "it is empty"),
    (
        "order.csv",
        b"name,lat,lon,order\nA,1,2,first\n",
        "row 2: order",
        "'first' is no number of an order",
    ),
    ("wkt.csv", b'WKT,name\n"LINESTRING (1 2, x)",A\n', "row 2 “A”: WKT", "is no well-known text"),
    (
        "area.csv",
        b'WKT,name\n"POLYGON ((1 2, 3 4, 5 6, 1 2))",A\n',
        "row 2 “A”: WKT",
        "POLYGON is no line",
    ),
    (
        "srid.csv",
        b'WKT,name\n"SRID=3857;LINESTRING (1 2, 3 4)",A\n',
        "row 2 “A”: WKT",
        "SRID 3857 is another",
    ),
    (
        "deep.csv",
        b'WKT\n"LINESTRING ' + b"(" * 2_000_000 + b'"\n',
        "row 2: WKT",
        "nested more than 8 deep",
    ),
    ("quote.csv", b'name,lat,lon\n"A"x,1,2\n', "row 2", "it is no row of a table"),
    ("columns.csv", b"a,b,c\n1,2,3\n", "row 1", "no column of positions among 'a', 'b', 'c'"),
    ("nan.json", NAN.encode(), "", "it holds NaN, which is no number"),
    (
        "text.json",
        geojson({"type": "LineString", "coordinates": [["27", "53"], [1, 2]]}),
        "feature 1: geometry.coordinates[0]",
        "holds text",
    ),
    (
        "lat.json",
        geojson({"type": "LineString", "coordinates": [[1, 2], [27, 91]]}, name="Y"),
        "feature 1 “Y”: geometry.coordinates[1].latitude",
        "91 is not between",
    ),
    (
        "big.json",
        geojson({"type": "LineString", "coordinates": [[1, 2], [10**400, 1]]}),
        "feature 1: geometry.coordinates[1].longitude",
        "no finite number",
    ),
    (
        "flat.json",
        geojson({"type": "LineString", "coordinates": [1, 2]}),
        "feature 1: geometry.coordinates[0]",
        "1 is no position",
    ),
    (
        "shape.json",
        geojson({"type": "Circle"}),
        "feature 1: geometry.type",
        "'Circle' is no type of geometry",
    ),
    (
        "crs.json",
        b'{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}},"features":[]}',
        "crs",
        "is another coordinate system",
    ),
    ("topo.json", b'{"type":"Topology"}', "", "it is TopoJSON"),
    ("deep.json", b'{"a":' + b"[" * 100_000, "", "nested too deeply"),
    ("cut.json", b'{"type":"FeatureCollection","features":[', "", "it is no JSON"),
    ("list.json", b"[1,2]", "", "it is no GeoJSON object"),
    ("type.json", b'{"type":"FeatureCollection"}', "features", "None is no list"),
    ("cut.kml", b"<kml><Placemark>", "", "no well-formed XML"),
    ("other.kml", b"<html><body/></html>", "", "its root is <html>, no KML"),
    ("empty.csv", b" \r\n", "", "it is empty"),
    ("none.kml", kml("<name>X</name>"), "", "there is no line and no point"),
    ("a.shp", b"\x00\x00\x27\x0a", "", "this is a shapefile"),
    ("a.gpx", b"x", "", "this is GPX"),
    ("a.bin", b"\xff\xfe\x00\x01" * 50, "", "is no format that is read"),
    ("a.zip", zipped(**{"x.shp": b"1"}), "", "this is an archive"),
    ("a.kmz", zipped(**{"x.png": b"1"}), "", "there is no .kml in it"),
    ("a.kmz", b"PK\x03\x04" + b"\0" * 30, "", "no KMZ that can be read"),
]


@pytest.mark.parametrize(("name", "data", "field", "said"), REFUSED)
def test_what_cannot_be_read_is_named_with_its_place_and_value(
    name: str, data: bytes, field: str, said: str
) -> None:
    with pytest.raises(ImportFault) as caught:
        read_drawing(name, data)
    fault = caught.value
    assert (fault.file, fault.field) == (name, field)
    assert said in f"{fault.message} — {fault.mend}"
    assert fault.mend


def nested(depth: int) -> dict[str, object]:
    shape: dict[str, object] = {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}
    for _ in range(depth):
        shape = {"type": "GeometryCollection", "geometries": [shape]}
    return shape


def test_collections_inside_collections_are_read_to_a_depth() -> None:
    assert len(positions(read_drawing("a.json", geojson(nested(8))))) == 1
    with pytest.raises(ImportFault, match="nested more than 8 deep"):
        read_drawing("a.json", geojson(nested(9)))
    deep = "<MultiGeometry>" * 10 + LINE + "</MultiGeometry>" * 10
    with pytest.raises(ImportFault, match="nested more than 8 deep"):
        read_drawing("a.kml", kml(deep))


ENTITY = b'<!DOCTYPE kml [<!ENTITY a "x"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
LAUGHS = b"<!DOCTYPE l [" + b"".join(
    b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"ha") for n in range(10)
) + b"]>"  # fmt: skip


@pytest.mark.parametrize(
    "before",
    [
        b"",
        b" ",
        b"<!-- <kml> -->\n",
        b"<!--><kml>-->",
        b"<?x <kml>?> <!---->",
        b'<?xml version="1.0"?><?x y?>',
    ],
)
@pytest.mark.parametrize("doctype", [ENTITY, LAUGHS, ENTITY.replace(b"DOCTYPE", b"doctype")])
def test_a_document_type_is_refused_before_anything_is_parsed(
    before: bytes, doctype: bytes
) -> None:
    inner = b"<kml><Placemark><name>&b;&l9;</name></Placemark></kml>"
    for encoding in ("utf-8", "utf-16"):
        data = (before + doctype + inner).decode().encode(encoding)
        with pytest.raises(ImportFault, match=r"document type|no well-formed"):
            read_drawing("a.kml", data)


def test_a_document_type_inside_a_description_is_words() -> None:
    described = "<description><![CDATA[<!DOCTYPE html><p>Told</p>]]></description>"
    assert read_drawing("a.kml", kml(described + LINE)).features[0].description == "Told"


def test_an_entity_that_nobody_declared_is_no_way_out() -> None:
    with pytest.raises(ImportFault, match="no well-formed XML"):
        read_drawing("a.kml", kml(f"<name>&b;</name>{LINE}"))


def test_elements_nested_without_end_are_refused() -> None:
    for tag in ("Folder", "MultiGeometry", "x"):
        data = f"<kml>{f'<{tag}>' * 100_000}".encode()
        with pytest.raises(ImportFault, match=r"no well-formed XML"):
            read_drawing("a.kml", data)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.kml", b"<kml>" + b" " * MOST_BYTES, "larger than 5 MB"),
        (
            "a.kmz",
            zipped(**{"doc.kml": b"<kml>" + b" " * 3 * MOST_BYTES}),
            "unpacked, its KML is larger",
        ),
        ("a.kmz", zipped(**{f"{n}.kml": b"" for n in range(1001)}), "more than 1000 files"),
        ("a.kml", kml(*[LINE] * (MOST_FEATURES + 1)), f"more than {MOST_FEATURES} features"),
        (
            "a.kml",
            kml(line_of("1,2 " * (MOST_VERTICES + 1))),
            f"more than {MOST_VERTICES} vertices",
        ),
        ("a.csv", b"lat,lon\n" + b"1,2\n" * (MOST_VERTICES + 1), f"more than {MOST_VERTICES}"),
        ("a.csv", b"lat,lon" + b",x" * 600 + b"\n1,2\n", "more than 500 columns"),
    ],
)
def test_what_is_too_large_is_refused(name: str, data: bytes, said: str) -> None:
    with pytest.raises(ImportFault, match=said):
        read_drawing(name, data)


def test_a_zip_that_lies_about_its_sizes_is_read_no_farther() -> None:
    data = zipped(**{"doc.kml": b"<kml>" + b" " * 3 * MOST_BYTES})
    size = (3 * MOST_BYTES + 5).to_bytes(4, "little")
    assert data.count(size) == 2
    with pytest.raises(ImportFault, match=r"larger than 5 MB|no KMZ that can be read"):
        read_drawing("a.kmz", data.replace(size, (100).to_bytes(4, "little")))


def test_one_bad_feature_is_left_out_and_named_and_the_others_are_taken() -> None:
    drawing = read_drawing("a.kml", kml(line_of("1,2 3,400"), LINE))
    assert positions(drawing) == MINSK_BATUMI
    (fault,) = drawing.faults
    assert str(fault).startswith("a.kml: Placemark 1: LineString.coordinates[2].latitude: '400'")


def test_one_bad_row_costs_its_own_line_alone() -> None:
    drawing = read_drawing("a.csv", b"line,lat,lon\nA,1,2\nB,1,2\nA,3,x\nB,3,4\n")
    assert [f.name for f in drawing.features] == ["B"]
    assert "row 4: longitude: 'x' is no number" in str(drawing.faults[0])


@pytest.mark.parametrize(
    "make", [lambda n: kml(f"<name>{n}</name>{LINE}"), lambda n: geojson(nested(0), name=n)]
)
def test_names_are_one_line_without_control_characters_and_of_bounded_length(
    make: Callable[[str], bytes],
) -> None:
    (feature,) = read_drawing("a", make("a\t\n b\u0085c" + "x" * 900)).features
    assert feature.name is not None
    assert feature.name.startswith("a b cx")
    assert len(feature.name) == 200
