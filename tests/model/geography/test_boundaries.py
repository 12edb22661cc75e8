"""What the shipped map shows, at every level of detail."""

import textwrap
import tomllib

import pytest
import shapely
from shapely.geometry import Point

from chipmap.model.geography.places import load_places
from chipmap.model.geography.projection import project
from chipmap.model.host.paths import resource

ISO_CODES = frozenset(
    textwrap.dedent(
        """
        ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR
        BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL
        COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK
        FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV
        HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO
        LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG
        MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN
        PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE
        SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO
        TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
        """
    ).split()
)
POLICY = tomllib.loads(resource("geography/boundary_policy.toml").read_text(encoding="utf-8"))


def owners_of(shapes, longitude, latitude):
    point = Point(project(longitude, latitude))
    return [code for code, shape in shapes.items() if shape.covers(point)]


def nearest_to(shapes, longitude, latitude):
    point = Point(project(longitude, latitude))
    return min(shapes, key=lambda code: shapes[code].distance(point))


def test_every_iso_place_but_the_cocos_islands_has_an_outline(shapes):
    assert len(ISO_CODES) == 249
    assert set(shapes) == (ISO_CODES - {"CCK"}) | {"XKX", "KAS"}


def test_the_cocos_islands_are_a_point_without_an_outline():
    cocos = load_places()["CCK"]

    assert cocos.parts == 0
    assert cocos.anchor == pytest.approx(project(96.83, -12.17), abs=1.0)


def test_every_outline_is_valid_and_has_an_area(shapes):
    assert [code for code, shape in shapes.items() if not shape.is_valid or shape.area <= 0.0] == []


def test_no_two_places_overlap_and_neighbours_share_their_border(shapes):
    assert shapely.coverage_is_valid(list(shapes.values()))


@pytest.mark.parametrize(
    ("longitude", "latitude", "code"),
    [
        pytest.param(34.10, 44.95, "UKR", id="Simferopol"),
        pytest.param(21.16, 42.66, "XKX", id="Pristina"),
        pytest.param(121.00, 23.90, "TWN", id="inland of Taichung"),
        pytest.param(-12.60, 26.60, "ESH", id="inland of Laayoune"),
        pytest.param(33.60, 35.26, "CYP", id="Mesaoria plain"),
        pytest.param(33.00, 34.90, "CYP", id="Troodos foothills"),
        pytest.param(44.06, 9.56, "SOM", id="Hargeisa"),
        pytest.param(-175.0, 66.5, "RUS", id="Chukotka"),
        pytest.param(178.0, -17.8, "FJI", id="Viti Levu"),
        pytest.param(0.0, -89.0, "ATA", id="near the South Pole"),
        pytest.param(-53.0, 4.0, "GUF", id="French Guiana"),
        pytest.param(17.0, 78.5, "SJM", id="Spitsbergen"),
        pytest.param(28.3, -29.6, "LSO", id="Lesotho, a hole in South Africa"),
    ],
)
def test_a_known_spot_lies_in_its_place(shapes, longitude, latitude, code):
    assert owners_of(shapes, longitude, latitude) == [code]


@pytest.mark.parametrize(
    ("longitude", "latitude", "code"),
    [
        pytest.param(33.60, 44.62, "UKR", id="Sevastopol"),
        pytest.param(121.55, 25.03, "TWN", id="Taipei"),
        pytest.param(-13.20, 27.15, "ESH", id="Laayoune"),
        pytest.param(103.82, 1.35, "SGP", id="Singapore"),
        pytest.param(14.40, 35.90, "MLT", id="Malta"),
        pytest.param(114.15, 22.38, "HKG", id="Hong Kong"),
    ],
)
def test_a_coastal_town_is_nearest_to_its_place_however_coarse_the_coast(shapes, longitude, latitude, code):
    assert nearest_to(shapes, longitude, latitude) == code


def test_the_siachen_glacier_is_never_coloured(shapes):
    assert owners_of(shapes, 77.20, 35.42) == ["KAS"]
    assert not load_places()["KAS"].is_coloured


def test_the_reviewed_policy_file_names_these_spots_too():
    checked = {check["name"]: check["code"] for check in POLICY["check"]}

    assert checked["Simferopol"] == checked["Sevastopol"] == "UKR"
    assert checked["Siachen Glacier"] == ""


def test_simplifying_keeps_areas_of_large_places(shapes):
    described = load_places()
    large = [code for code in shapes if described[code].area_km2 > 300_000]

    assert len(large) > 50
    for code in large:
        assert shapes[code].area / 1e6 == pytest.approx(described[code].area_km2, rel=0.05), code
