"""Who is scored: countries, regions and institutions."""

from __future__ import annotations

from typing import ClassVar

from chipmap.model.frozen_dataclass import dataclass

INSTITUTION_TYPES = ("company", "fab", "RTO", "university", "agency", "programme", "cluster")
"""The usual types; an imported one may differ and is kept as it is."""


@dataclass(frozen=True, slots=True)
class Country:
    """A place with an ISO 3166-1 alpha-3 code (Kosovo: the user-assigned XKX).

    `name` is the fallback; the screen takes names from the naming profile.
    """

    kind: ClassVar[str] = "country"

    code: str
    alpha2: str
    numeric: str
    name: str
    subregion: str = ""

    @property
    def key(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class Region:
    """A named group of places.

    Policy regions can be scored and focused; statistical ones only carry shares.
    """

    kind: ClassVar[str] = "region"

    code: str
    region_kind: str
    meaning: str
    members: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.code

    @property
    def is_policy(self) -> bool:
        return self.region_kind == "policy"


@dataclass(frozen=True, slots=True)
class Institution:
    """A company, research organisation, university, agency, programme, fab or cluster; scored like a country.

    `latitude` and `longitude` are the city's, in degrees. `check` says how the entry was verified.
    """

    kind: ClassVar[str] = "institution"

    id: str
    name: str
    short_name: str
    institution_type: str
    country: str
    city: str = ""
    latitude: float | None = None
    longitude: float | None = None
    segments: tuple[str, ...] = ()
    role: str = ""
    website: str = ""
    check: str = ""
    source: str = ""

    @property
    def key(self) -> str:
        return self.id
