"""Why a template of slides was refused, in sentences: the reason and what to do."""

from __future__ import annotations

from chipmap.model.errors import TemplateRefused
from chipmap.wording import _
from chipmap.wording.gaps import Gaps


def template_refusal_text(error: TemplateRefused) -> str:
    """The message for a person; nothing was written, and it says so."""
    reason = str(error.params.get("reason", ""))
    unknown = _("{path} cannot be used as a template ({reason}).")
    text = template_refusal_texts().get(reason, unknown).format_map(Gaps(error.params))
    return text + " " + _("Choose another template, or none. No deck was written.")


def template_refusal_texts() -> dict[str, str]:
    """The message for each reason of `chipmap.model.exchange.deck_file`."""
    return {
        "unreadable": _("{path} cannot be read: it is gone, or closed to you."),
        "other-kind": _("{path} is no PowerPoint presentation or template."),
        "damaged": _("{path} is damaged. Open it in PowerPoint and save it again."),
        "too-large": _(
            "{path} is too large for a template. Remove its slides and pictures and save it again."
        ),
        "password": _("A password protects {path}. Save it without one."),
        "macros": _("{path} holds macros. Save it as .pptx or .potx."),
        "no-layout": _("{path} has no layout that slides could use."),
    }
