"""Fiches as files: one, or those of many places in one go; Word or PDF, all of them or none.

Everything is made from a snapshot beside the window. A file that was there before is the old one or the whole
new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chipmap.model.exchange.fiche_plan import FicheFile
from chipmap.model.exchange.file_workshop import put_in_places, workshop
from chipmap.model.match.place_fiche import fiche_of, partners_for_fiches
from chipmap.model.progress import Progress, silent
from chipmap.ui.map.export import ensure_application
from chipmap.ui.story.fiche_map import FicheMaps, fiche_map_png
from chipmap.ui.story.fiche_pages import Paper, fiche_pdf, fitted_fiche
from chipmap.ui.story.printable import unprintable
from chipmap.ui.tokens import LIGHT, ink
from chipmap.wording import speaking_here

if TYPE_CHECKING:
    from chipmap.model.exchange.fiche_docx import WordLook
    from chipmap.model.match.place_partners import PartnerList
    from chipmap.wording.fiche.told import ToldFiches


def write_fiches(
    told: ToldFiches, files: Sequence[FicheFile], progress: Progress = silent
) -> tuple[FicheFile, ...]:
    """Write every fiche and return them with what could not be printed.

    When the progress raises `Cancelled`, or a file cannot be written (`SaveFailed`), nothing is left behind,
    and files that were there before are as they were.
    """
    ensure_application()
    ranking = partners_for_fiches(told.dataset, told.focus)
    maps = FicheMaps(told.dataset, told.names)
    written = []
    with workshop(files[0].path.parent) as made, speaking_here(told.language):
        for number, one in enumerate(files):
            progress.step(number, len(files))
            content, lacking = _content(told, one, ranking, maps)
            (made / one.path.name).write_bytes(content)
            written.append(FicheFile(one.subject, one.path, lacking))
        progress.step(len(files), len(files))
        put_in_places(made, [one.path for one in files])
    return tuple(written)


def _content(told: ToldFiches, file: FicheFile, ranking: PartnerList, maps: FicheMaps) -> tuple[bytes, str]:
    # Among the partner places every fiche tells the same ranking, whoever else the mailing is about.
    is_ranked = any(one.place == file.subject for one in ranking.partners) or file.subject == told.focus
    fiche = fiche_of(told.dataset, file.subject, told.focus, ranking if is_ranked else None)
    scene = maps.scene(fiche)
    if file.path.suffix.casefold() == ".pdf":
        fitted = fitted_fiche(told.dataset, fiche, told.names, told.made_at, Paper.PDF)
        return fiche_pdf(fitted, scene, told.made_at), unprintable(fitted.text.texts())
    from chipmap.model.exchange.fiche_docx import fiche_docx

    fitted = fitted_fiche(told.dataset, fiche, told.names, told.made_at, Paper.WORD)
    return fiche_docx(fitted.text, fiche_map_png(scene), _word_look()), ""


def _word_look() -> WordLook:
    from chipmap.model.exchange.fiche_docx import WordLook

    return WordLook(
        text=_hex(LIGHT.text),
        quiet=_hex(LIGHT.text2),
        accent=_hex(LIGHT.accent),
        line=_hex(LIGHT.line_strong),
        ground=_hex(LIGHT.surface2),
        levels=[(_hex(colour), _hex(ink(colour))) for colour in LIGHT.capability],
    )


def _hex(colour: str) -> str:
    return colour.removeprefix("#")
