"""Files of points that others wrote are read apart from the program, without a network, or refused."""

from __future__ import annotations

import json
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import zipfile
from contextlib import closing, suppress
from pathlib import Path
from tempfile import gettempdir

import pytest
from shapely.geometry import Polygon

from chipmap.model.errors import Cancelled, PointsRefused
from chipmap.model.exchange.points_reader import read_points
from chipmap.model.exchange.points_worker import ALLOWED_DRIVERS
from chipmap.model.exchange.raw_points import MOST_ROWS, PointFormat
from chipmap.model.exchange.worker_entry import READ_POINTS
from chipmap.model.exchange.worker_process import worker_command
from chipmap.wording.errors import message_of
from tests.model.exchange.point_files import LEUVEN, MUNICH, PENANG, a_layer, written

TWO = {"name": ["imec", "Bücher & Söhne"], "year": [1984, 2001]}


def refusal_of(path: Path) -> PointsRefused:
    with pytest.raises(PointsRefused) as refused:
        read_points(path)
    return refused.value


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sites.gpkg", PointFormat.GEOPACKAGE),
        ("sites.geojson", PointFormat.GEOJSON),
        ("sites.shp", PointFormat.SHAPEFILE),
        ("sites.zip", PointFormat.SHAPEFILE_ZIP),
    ],
)
def test_every_geodata_format_gives_the_same_rows_and_positions(tmp_path, name, expected):
    path = written(a_layer(TWO, [LEUVEN, MUNICH]), tmp_path / name)

    points = read_points(path)

    assert points.point_format is expected
    assert points.columns == ("name", "year")
    assert points.rows == (("imec", 1984), ("Bücher & Söhne", 2001))
    assert points.positions == (LEUVEN, MUNICH)


def test_a_csv_gives_its_cells_as_they_are_typed(tmp_path):
    path = tmp_path / "sites.csv"
    path.write_bytes("Nom;Breite;Länge\nBüro;48,137;11,575\n\n".encode("cp1252"))

    points = read_points(path)

    assert (points.point_format, points.columns) == (PointFormat.CSV, ("Nom", "Breite", "Länge"))
    assert points.rows == (("Büro", "48,137", "11,575"),)
    assert (points.first_row, points.notices) == (2, ("read-as-windows-1252",))


def test_another_coordinate_system_is_turned_into_degrees(tmp_path):
    path = written(a_layer(TWO, [LEUVEN, MUNICH], crs=3035), tmp_path / "sites.gpkg")

    points = read_points(path)

    assert points.crs == "EPSG:3035"
    for found, meant in zip(points.positions, (LEUVEN, MUNICH), strict=True):
        assert found == pytest.approx(meant, abs=1e-6)


def test_the_old_way_to_name_a_system_in_geojson_is_understood(tmp_path):
    path = written(a_layer(TWO, [LEUVEN, MUNICH], crs=3035), tmp_path / "sites.geojson")
    assert "EPSG::3035" in path.read_text(encoding="utf-8")

    points = read_points(path)

    for found, meant in zip(points.positions, (LEUVEN, MUNICH), strict=True):
        assert found == pytest.approx(meant, abs=1e-6)


def test_a_shapefile_without_a_coordinate_system_is_taken_in_degrees_and_says_so(tmp_path):
    path = written(a_layer(TWO, [LEUVEN, MUNICH]), tmp_path / "sites.shp")
    path.with_suffix(".prj").unlink()

    points = read_points(path)

    assert points.positions == (LEUVEN, MUNICH)
    assert points.notices == ("points-crs-unknown",)


def test_shapes_that_are_no_points_are_told_apart(tmp_path):
    area = Polygon([(4, 50), (5, 50), (5, 51)])

    points = read_points(written(a_layer(TWO, [area, MUNICH]), tmp_path / "sites.geojson"))

    assert points.positions == (None, MUNICH)
    assert points.shapes == {0: "Polygon"}


def test_the_layer_of_institutions_is_read_where_a_geopackage_has_several(tmp_path):
    path = tmp_path / "sites.gpkg"
    a_layer(TWO, [LEUVEN, MUNICH]).to_file(path, layer="airports")
    a_layer({"name": ["Silterra"]}, [PENANG]).to_file(path, layer="Institutions")

    points = read_points(path)

    assert (points.layer, points.rows) == ("Institutions", (("Silterra",),))
    assert points.notices == ("points-layers-left-out",)


def a_broken_geopackage(folder: Path) -> Path:
    path = written(a_layer(TWO, [LEUVEN, MUNICH]), folder / "broken.gpkg")
    path.write_bytes(path.read_bytes()[:6000] + b"\x00" * 2000)
    return path


def a_broken_geojson(folder: Path) -> Path:
    path = folder / "broken.geojson"
    path.write_text('{"type": "FeatureCollection", "features": [{"type": "Feature", "prop', encoding="utf-8")
    return path


def a_lonely_shape(folder: Path) -> Path:
    path = written(a_layer(TWO, [LEUVEN, MUNICH]), folder / "lonely.shp")
    path.with_suffix(".dbf").unlink()
    return path


def a_zip_of_two(folder: Path) -> Path:
    path = written(a_layer(TWO, [LEUVEN, MUNICH]), folder / "two.zip")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("export/other.shp", b"")
    return path


def a_virtual_layer(folder: Path) -> Path:
    path = folder / "virtual.vrt"
    path.write_text("<OGRVRTDataSource><SrcDataSource>/vsicurl/x</SrcDataSource></OGRVRTDataSource>")
    return path


def another_database(folder: Path) -> Path:
    path = folder / "other.gpkg"
    path.write_bytes(b"SQLite format 3\x00" + b"\x00" * 200)
    return path


def an_empty_file(folder: Path) -> Path:
    path = folder / "empty.csv"
    path.touch()
    return path


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (a_broken_geopackage, "damaged"),
        (a_broken_geojson, "damaged"),
        (a_lonely_shape, "companions-missing"),
        (a_zip_of_two, "several-shapefiles"),
        (a_virtual_layer, "not-points"),
        (another_database, "not-points"),
        (an_empty_file, "empty"),
        (lambda folder: folder / "nowhere.gpkg", "missing"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(tmp_path, make, reason):
    refused = refusal_of(make(tmp_path))

    assert refused.params["reason"] == reason
    assert str(refused.params["file"]) in message_of(refused)
    assert message_of(refused).endswith("Nothing was changed.")


@pytest.mark.parametrize(
    "path",
    ["/vsicurl/http://example.org/a.gpkg", "/vsizip/a.zip/a.shp", "http://example.org/a.geojson", "WFS:x"],
)
def test_addresses_and_virtual_paths_are_refused_unopened(path):
    assert refusal_of(Path(path)).params["reason"] == "not-a-local-file"


def test_a_million_rows_are_refused_with_the_number_that_fits(tmp_path):
    path = tmp_path / "all.csv"
    path.write_text("name,lat,lon\n" + "fab,50,5\n" * 1_000_000, encoding="utf-8")

    refused = refusal_of(path)

    assert refused.params["reason"] == "too-many-rows"
    assert "100,000" in message_of(refused).replace("\u202f", ",").replace("\u00a0", ",")


def test_quoted_rows_are_counted_as_rows_not_as_lines(tmp_path):
    path = tmp_path / "quoted.csv"
    path.write_text("name,role\n" + '"fab","two\nlines"\n' * (MOST_ROWS // 2 + 1), encoding="utf-8")

    assert len(read_points(path).rows) == MOST_ROWS // 2 + 1


def test_reading_can_be_cancelled_and_leaves_nothing_behind(tmp_path):
    path = written(a_layer(TWO, [LEUVEN, MUNICH]), tmp_path / "sites.zip")
    before = set(Path(gettempdir()).glob("chipmap-points-*"))

    class Impatient:
        def step(self, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_points(path, progress=Impatient())

    assert set(Path(gettempdir()).glob("chipmap-points-*")) <= before


def test_a_reading_that_takes_too_long_is_stopped(tmp_path):
    path = written(a_layer(TWO, [LEUVEN, MUNICH]), tmp_path / "sites.gpkg")

    with pytest.raises(PointsRefused) as refused:
        read_points(path, seconds=0.0)

    assert refused.value.params["reason"] == "too-slow"


# Without a network

IN_THE_WORKER = "from chipmap.model.exchange.points_worker import cut_off_network; cut_off_network()\n"


def said_in_the_worker(program: str) -> str:
    answer = subprocess.run(
        [sys.executable, "-c", IN_THE_WORKER + program], capture_output=True, text=True, check=True
    )
    return answer.stdout.strip()


def test_the_worker_may_open_no_socket():
    program = "import socket\ntry:\n    socket.socket()\nexcept PermissionError as error:\n    print(error)"

    assert said_in_the_worker(program) == "Reading a file needs no network."


def test_the_worker_has_no_driver_but_those_of_its_formats():
    found = said_in_the_worker("import pyogrio; print(*pyogrio.list_drivers(), sep=';')").split(";")

    assert set(found) - {"MEM"} == ALLOWED_DRIVERS


@pytest.fixture
def listener():
    """A server that counts who knocks."""
    knocks: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        is_over = threading.Event()

        def listen() -> None:
            while not is_over.is_set():
                try:
                    connection, _address = server.accept()
                except TimeoutError:
                    continue
                knocks.append(connection)
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], knocks
        is_over.set()
        thread.join()


def test_a_geojson_that_names_an_address_makes_nobody_call_it(tmp_path, listener):
    port, knocks = listener
    path = written(a_layer(TWO, [LEUVEN, MUNICH]), tmp_path / "calling.geojson")
    features = json.loads(path.read_text(encoding="utf-8"))
    link = {"href": f"http://127.0.0.1:{port}/crs", "type": "proj4"}
    path.write_text(json.dumps({**features, "crs": {"type": "link", "properties": link}}), encoding="utf-8")

    assert refusal_of(path).params["reason"] == "unknown-system"
    assert knocks == []


def test_a_geopackage_that_names_an_address_makes_nobody_call_it(tmp_path, listener):
    port, knocks = listener
    path = written(a_layer(TWO, [LEUVEN, MUNICH], crs=3035), tmp_path / "calling.gpkg")
    with closing(sqlite3.connect(path)) as database:
        address = f"http://127.0.0.1:{port}/crs"
        database.execute(
            "UPDATE gpkg_spatial_ref_sys SET definition = ?, organization = 'x' WHERE srs_id = 3035",
            [address],
        )
        database.commit()

    with suppress(PointsRefused):
        read_points(path)

    assert knocks == []


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("name", ["sites.gpkg", "sites.geojson", "sites.zip"])
def test_reading_opens_no_socket_of_the_system(tmp_path, name):
    path = written(a_layer(TWO, [LEUVEN, MUNICH], crs=4326 if "json" in name else 3035), tmp_path / name)
    trace = tmp_path / "trace.txt"
    command = ["strace", "-f", "-e", "trace=socket,connect", "-o", str(trace)]

    answer = subprocess.run(
        [*command, *worker_command(READ_POINTS, str(path), str(tmp_path))], capture_output=True, check=True
    )

    assert b'"event":"read"' in answer.stdout
    assert "socket(" not in trace.read_text()
    assert "connect(" not in trace.read_text()
