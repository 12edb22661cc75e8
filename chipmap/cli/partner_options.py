"""Which of the ranked partners a command lists; the same filters as on the Match page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.match.partner_filters import PartnerFilter

WithCollaboration = Annotated[
    bool, typer.Option("--with-collaboration", help="List only places with an agreement or collaboration.")
]
SecurityReviewed = Annotated[
    bool,
    typer.Option(
        "--security-reviewed",
        help="List only places whose research security somebody has recorded as reviewed.",
    ),
]
LeastCoverage = Annotated[
    float,
    typer.Option(
        "--least-coverage",
        metavar="PERCENT",
        min=0,
        max=100,
        help="List only places whose levels are known in this part of the segments that count.",
    ),
]
MemberOf = Annotated[
    str | None,
    typer.Option(
        "--member-of",
        metavar="REGION",
        help="List only members of a policy region, such as one of like-minded places.",
        show_default=False,
    ),
]


def filter_meant(
    dataset: Dataset,
    *,
    with_collaboration: bool,
    security_reviewed: bool,
    least_coverage: float,
    member_of: str | None,
) -> PartnerFilter:
    """The filter that the options stand for; an unknown region is refused."""
    from chipmap.model.match.partner_filters import PartnerFilter, like_minded_regions

    known = {code.casefold(): code for code in like_minded_regions(dataset)}
    region = known.get(member_of.casefold(), "") if member_of else ""
    if member_of and not region:
        message = _("There is no policy region “{text}” with members. Known: {known}.").format(
            text=member_of, known=", ".join(known.values())
        )
        raise typer.BadParameter(message, param_hint="--member-of")
    return PartnerFilter(with_collaboration, least_coverage / 100, region, security_reviewed)
