"""The arguments and options of the commands, so that they read and behave alike everywhere."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class ConfidenceWord(StrEnum):
    """How sure the rater is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class LanguageCode(StrEnum):
    """The languages of scorecards."""

    ENGLISH = "en"
    FRENCH = "fr"
    GERMAN = "de"


class Side(StrEnum):
    """Whose answer holds where both sides were edited."""

    MINE = "mine"
    THEIRS = "theirs"


class RoundingWord(StrEnum):
    """How decimals become whole levels."""

    DOWN = "down"
    UP = "up"
    NEAREST = "nearest"


class TrustWord(StrEnum):
    """What to believe where the labels of rows and their ids disagree."""

    LABELS = "labels"
    IDS = "ids"


class LayerWord(StrEnum):
    """The question that a map answers."""

    CAPABILITY = "capability"
    NEED = "need"
    DEPENDENCE = "dependence"
    WORLD_SHARE = "world-share"
    COVERAGE = "coverage"
    AGE = "age"


class MapWord(StrEnum):
    """Which map is drawn."""

    WORLD = "world"
    EUROPE = "europe"


class ArcsWord(StrEnum):
    """Which lines are drawn between places."""

    SUPPLY = "supply"
    COLLABORATIONS = "collaborations"


class ThemeWord(StrEnum):
    """The look of a picture."""

    LIGHT = "light"
    DARK = "dark"


class NamingProfile(StrEnum):
    """Whose usage names the places."""

    EU = "EU"
    OECD = "OECD"
    UN = "UN"


class TextScale(StrEnum):
    """The size of text in the window."""

    NORMAL = "1.0"
    LARGER = "1.25"
    LARGEST = "1.5"


WorkspacePath = Annotated[
    Path, typer.Argument(metavar="PATH", help="The workspace, a .chipmap file.", show_default=False)
]
Subject = Annotated[
    str,
    typer.Argument(
        metavar="SUBJECT",
        help="A place (MYS, Malaysia, EU27 …) or an institution (its id or name).",
        show_default=False,
    ),
]
SegmentArgument = Annotated[
    str, typer.Argument(metavar="SEGMENT", help="A segment: its id or name.", show_default=False)
]
Level = Annotated[
    str,
    typer.Argument(
        metavar="LEVEL", help="0–5, NA for not applicable, or - to clear the answer.", show_default=False
    ),
]
FilledWorkbooks = Annotated[
    list[Path],
    typer.Argument(metavar="FILE…", help="Filled workbooks, or folders of them.", show_default=False),
]
ConflictId = Annotated[
    str,
    typer.Argument(metavar="ID", help="The conflict, as “scorecard conflicts” lists it.", show_default=False),
]
TakenSide = Annotated[
    str,
    typer.Option(
        "--take",
        metavar="mine|theirs|both|VALUE",
        help="Whose answer holds; or another: a level 0–5, NA or -, or a text.",
        show_default=False,
    ),
]
RestorePointId = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="The restore point, as “workspace restore-points” lists it.", show_default=False
    ),
]
Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="The folder for the files; made if missing.", show_default=False)
]

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]
Empty = Annotated[
    bool, typer.Option("--empty", help="Only places, policy regions and the value chain: no figures.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that is already there.")]
HorizonWord = Annotated[
    str, typer.Option("--horizon", metavar="now|2030|2035", help="For when the level or need holds.")
]
IsNeed = Annotated[
    bool, typer.Option("--need", help="LEVEL is the level needed; wants --horizon 2030 or 2035.")
]
ConfidenceOption = Annotated[
    ConfidenceWord | None,
    typer.Option(
        "--confidence", help="How sure you are of the row.", show_default=False, case_sensitive=False
    ),
]
Reason = Annotated[
    str | None, typer.Option("--reason", metavar="T", help="Why this level.", show_default=False)
]
SourceLines = Annotated[
    list[str] | None,
    typer.Option(
        "--source",
        metavar="T",
        help="Evidence: “title | where to find it | year”, or the id of a listed source. May be given often.",
        show_default=False,
    ),
]
RaterText = Annotated[
    str | None,
    typer.Option(
        "--rater",
        metavar="T",
        help="Whose ballot: id or name of a rater. The owner if left out.",
        show_default=False,
    ),
]
WorkbookOutput = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="FILE.xlsx", help="The workbook to write.", show_default=False),
]
LanguageOption = Annotated[
    LanguageCode,
    typer.Option("--language", help="The language of the workbook.", case_sensitive=False),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen and change nothing.")]
OnConflict = Annotated[
    Side | None,
    typer.Option(
        "--on-conflict",
        help="Which answer holds where both sides were edited. Without it yours stays; the conflict is kept.",
        show_default=False,
        case_sensitive=False,
    ),
]
RoundingOption = Annotated[
    RoundingWord | None,
    typer.Option(
        "--rounding",
        help="How decimals become whole levels. Without it they are left out, as findings.",
        show_default=False,
        case_sensitive=False,
    ),
]
PasswordInStdin = Annotated[
    bool,
    typer.Option(
        "--password-stdin",
        help="Take the password of a locked workbook from the first line of standard input.",
    ),
]
FindingsReport = Annotated[
    Path | None,
    typer.Option(
        "--report",
        help="Write every finding into this table: an .xlsx workbook, or .csv to read elsewhere.",
        dir_okay=False,
        show_default=False,
    ),
]
MarkedCopies = Annotated[
    Path | None,
    typer.Option(
        "--marked-copies",
        help="Write a copy of each file with its bad cells in red into this folder, to send back.",
        file_okay=False,
        exists=True,
        show_default=False,
    ),
]
TrustOption = Annotated[
    TrustWord | None,
    typer.Option(
        "--trust",
        help="What to go by where the names of the rows and their Row IDs disagree.",
        show_default=False,
        case_sensitive=False,
    ),
]
RaterOfFile = Annotated[
    str | None,
    typer.Option(
        "--rater",
        metavar="ID",
        help="Whose answers these are: id or name of a rater, known or new. The rater whom the file was made "
        "for if left out.",
        show_default=False,
    ),
]
AcceptClearing = Annotated[
    bool,
    typer.Option(
        "--accept-clearing",
        help="Clear what is blank in the file even where that is more than a fifth of what was sent out.",
    ),
]
Withdrawn = Annotated[
    bool,
    typer.Option(
        "--withdrawn", help="Take rows that were sent out and are not in the file any more as cleared."
    ),
]
OlderCopies = Annotated[
    bool,
    typer.Option(
        "--older", help="Merge a copy that is older than the one imported last. Without it, it is refused."
    ),
]
PictureOutput = Annotated[
    Path,
    typer.Option(
        "--output", "-o", metavar="FILE.png|svg|pdf", help="The picture to write.", show_default=False
    ),
]
LayerOutput = Annotated[
    Path,
    typer.Option(
        "--output", "-o", metavar="FILE.gpkg|geojson|csv", help="The file to write.", show_default=False
    ),
]
LayerOption = Annotated[
    LayerWord,
    typer.Option(
        "--layer",
        help="Levels; levels against need; suppliers outside the focus region; world shares by the segment's "
        "first measure; rows scored; or age of evidence.",
        case_sensitive=False,
    ),
]
MapOption = Annotated[
    MapWord,
    typer.Option(
        "--view",
        help="The world in Equal Earth, or Europe in ETRS89-LAEA (EPSG:3035).",
        case_sensitive=False,
    ),
]
SegmentOption = Annotated[
    str | None,
    typer.Option(
        "--segment",
        metavar="ID",
        help="A segment: its id or name. The stage with the focus region's widest gap if left out.",
        show_default=False,
    ),
]
ClassesOption = Annotated[
    str | None,
    typer.Option(
        "--classes",
        metavar="LIST",
        help="Only places of these classes: levels (4,5), gaps (-3,-2), else 1 for the lowest class; and "
        "suggested, unknown or na. Separated by commas.",
        show_default=False,
    ),
]
MeasureOption = Annotated[
    str | None,
    typer.Option(
        "--measure",
        metavar="TEXT",
        help="For world-share: which measure, with or without its year. The segment's first if left out.",
        show_default=False,
    ),
]
ArcsOption = Annotated[
    ArcsWord | None,
    typer.Option(
        "--arcs",
        help="Draw the supply links or the collaborations of the focus region as lines.",
        show_default=False,
        case_sensitive=False,
    ),
]
FocusOption = Annotated[
    str | None,
    typer.Option(
        "--focus",
        metavar="ID",
        help="The region or place to see it from. The workspace's own if left out.",
        show_default=False,
    ),
]
Size = Annotated[
    str, typer.Option("--size", metavar="WxH", help="Width and height in pixels, up to 8K (7680x4320).")
]
OutlinedText = Annotated[
    bool,
    typer.Option(
        "--text-as-outlines", help="In an SVG, draw text as shapes, for readers without the program's font."
    ),
]
ThemeOption = Annotated[ThemeWord, typer.Option("--theme", help="Light or dark.", case_sensitive=False)]
NamingOption = Annotated[
    NamingProfile | None,
    typer.Option(
        "--naming",
        help="The naming profile. The workspace's own if left out.",
        show_default=False,
        case_sensitive=False,
    ),
]
ContentWorkspace = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        metavar="PATH",
        help="Whose content to show. The starter data if left out.",
        show_default=False,
    ),
]
TextScaleOption = Annotated[TextScale, typer.Option("--text-scale", help="The size of text.")]
