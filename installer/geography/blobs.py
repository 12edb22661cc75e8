"""Writes the files that the map canvas reads: big-endian QDataStream, whole metres in single precision.

The layout is the contract with chipmap/ui/map/outlines.py; change FORMAT when it changes.
"""

import shapely
from PySide6.QtCore import QByteArray, QDataStream, QIODevice
from PySide6.QtGui import QPainterPath
from shapely.geometry import MultiPolygon, Polygon

from installer.geography.edges import Border, Vertex
from installer.geography.split import Pieces

FORMAT = 1
PATHS_MAGIC = 0x43484D50
BORDERS_MAGIC = 0x43484D42
FRAME_MAGIC = 0x43484D46
DASHED_SIGN = "!"


class Blob:
    """One file in the making: its header is written at once, records follow in order."""

    def __init__(self, magic: int, level: int) -> None:
        self._bytes = QByteArray()
        self.stream = QDataStream(self._bytes, QIODevice.OpenModeFlag.WriteOnly)
        self.stream.setVersion(QDataStream.Version.Qt_6_0)
        self.stream.setByteOrder(QDataStream.ByteOrder.BigEndian)
        self.stream.setFloatingPointPrecision(QDataStream.FloatingPointPrecision.SinglePrecision)
        self.stream.writeUInt32(magic)
        self.stream.writeUInt32(FORMAT)
        self.stream.writeUInt32(level)

    def finish(self) -> bytes:
        """The bytes written so far; a failed write is an error, not a short file."""
        if self.stream.status() != QDataStream.Status.Ok:
            raise OSError(f"Writing the geodata stream failed: {self.stream.status()}.")
        return bytes(self._bytes.data())


def pack_paths(level: int, places: Pieces, lakes: list[Polygon]) -> bytes:
    """The codes of the places in one text, the number of lakes, then all paths in that order."""
    blob = Blob(PATHS_MAGIC, level)
    blob.stream.writeQString(" ".join(places))
    blob.stream.writeUInt32(len(lakes))
    for shape in [*places.values(), *(MultiPolygon([lake]) for lake in lakes)]:
        blob.stream << path_of(shape)
    return blob.finish()


def pack_borders(level: int, borders: list[Border]) -> bytes:
    """The places beside each line in one text (DEU/FRA; NOR/ along a coast; ! for dashed), then all paths."""
    blob = Blob(BORDERS_MAGIC, level)
    sides = (f"{border.code_a}/{border.code_b}{DASHED_SIGN if border.dashed else ''}" for border in borders)
    blob.stream.writeQString(" ".join(sides))
    for border in borders:
        blob.stream << path_of_lines(border.lines)
    return blob.finish()


def pack_frame(outline: list[Vertex], graticule: list[list[Vertex]]) -> bytes:
    """The outline of the world and the graticule."""
    blob = Blob(FRAME_MAGIC, 0)
    blob.stream << path_of_lines([outline])
    blob.stream << path_of_lines(graticule)
    return blob.finish()


def path_of(shape: MultiPolygon) -> QPainterPath:
    """Every ring of a shape as a closed subpath; holes work by the odd-even rule, which is Qt's default."""
    return path_of_lines(
        [
            [(x, y) for x, y in shapely.get_coordinates(ring).tolist()]
            for ring in shapely.get_rings(shapely.get_parts(shape))
        ]
    )


def path_of_lines(lines: list[list[Vertex]]) -> QPainterPath:
    """Open or closed lines as subpaths of one path."""
    path = QPainterPath()
    for line in lines:
        path.moveTo(*line[0])
        for vertex in line[1:]:
            path.lineTo(*vertex)
    return path
