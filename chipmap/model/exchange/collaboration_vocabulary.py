"""The words that people type into a register of collaborations, in the languages of Chipmap.

Input only: what Chipmap itself prints comes from its wording. Every word is in the form that `spelt` gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from chipmap.model.exchange.collaboration_layout import Sheet
from chipmap.model.exchange.recognised_words import folded, without_accents
from chipmap.model.records import CheckState, CollaborationKind, CollaborationStage, DueDiligenceTopic


def spelt(text: str) -> str:
    """The form in which words are compared: folded, without accents, signs as blanks."""
    plain = without_accents(folded(text)).replace("’", "'")
    return " ".join("".join(sign if sign.isalnum() or sign == "'" else " " for sign in plain).split())


_HEADINGS: Final[Mapping[str, str]] = {
    "id": "id; identifier; row id; kennung; identifiant; collaboration id; subject id",
    "name": "name; title; collaboration; place or collaboration; partner place or collaboration; nom; titre; "
    "lieu ou collaboration; titel; zusammenarbeit; bezeichnung; ort oder zusammenarbeit",
    "collaboration_kind": "kind; type; kind of collaboration; type de collaboration; nature; art; "
    "art der zusammenarbeit; typ",
    "stage": "stage; status; phase; etape; statut; stand; stufe",
    "partners": "partners; partner places; countries; partenaires; pays; partner; partnerlander; lander",
    "partner": "partner; partner place; country; partenaire; pays; land; side; cote; seite",
    "institutions": "institutions; organisations; organizations; participants; einrichtungen; institutionen; "
    "etablissements",
    "segments": "segments; segment; capabilities; value chain; segmente; capacites; maillons",
    "topic": "topic; subject; theme; thema; sujet; pruefthema; prufthema",
    "start": "start; start date; begin; begins; start year; debut; date de debut; beginn; von",
    "end": "end; end date; ends; fin; date de fin; ende; bis",
    "trl_from": "trl from; trl start; trl min; trl von; trl de",
    "trl_to": "trl to; trl end; trl max; trl bis; trl a",
    "restrictions": "restrictions; limits; einschrankungen; limites",
    "documents": "documents; links; dokumente; unterlagen; liens",
    "next_step": "next step; action; prochaine etape; nachster schritt",
    "next_owner": "owner of the next step; next step owner; next owner; responsible; responsable; "
    "responsable de la prochaine etape; verantwortlich; verantwortlich fur den nachsten schritt",
    "next_date": "date of the next step; next step date; next date; deadline; echeance; "
    "date de la prochaine etape; termin; termin des nachsten schritts",
    "source": "source; source id; quelle; reference",
    "amount": "amount; budget; sum; montant; betrag; summe",
    "currency": "currency; devise; monnaie; wahrung",
    "year": "year; annee; jahr",
    "state": "state; status; etat; stand; zustand",
    "owner": "owner; responsible; responsable; verantwortlich; zustandig",
    "reviewed_on": "reviewed on; review date; date of the review; examine le; date d'examen; gepruft am",
    "due": "due; due date; deadline; echeance; a faire avant; fallig am; frist",
    "note": "note; notes; comment; remarque; commentaire; anmerkung; bemerkung; notiz",
}

_KINDS: Final[Mapping[str, str]] = {
    CollaborationKind.JOINT_CALL: "joint call; call; appel conjoint; gemeinsame ausschreibung",
    CollaborationKind.JOINT_PROJECT: "joint project; project; projet conjoint; gemeinsames projekt",
    CollaborationKind.WORKSHOP: "workshop; atelier",
    CollaborationKind.MATCHMAKING: "matchmaking; matchmaking event; rencontre de partenariat; "
    "rencontres d'affaires; kooperationsborse; partnerborse",
    CollaborationKind.JOINT_MASTER: "joint master; joint master's degree; master; master conjoint; "
    "gemeinsamer master; gemeinsamer masterstudiengang",
    CollaborationKind.JOINT_PHD: "joint phd; phd; doctorat conjoint; gemeinsame promotion",
    CollaborationKind.JOINT_INVESTMENT: "joint investment; investment; investissement conjoint; "
    "gemeinsame investition",
    CollaborationKind.MOU: "mou; memorandum of understanding; memorandum; protocole d'accord; "
    "absichtserklarung",
    CollaborationKind.DIALOGUE: "dialogue; dialog",
    CollaborationKind.DIGITAL_PARTNERSHIP: "digital partnership; partenariat numerique; "
    "digitale partnerschaft; digitalpartnerschaft",
}

_STAGES: Final[Mapping[str, str]] = {
    CollaborationStage.IDEA: "idea; idee",
    CollaborationStage.PLANNED: "planned; prevu; prevue; planifie; geplant",
    CollaborationStage.OPEN: "open; ouvert; ouverte; offen",
    CollaborationStage.RUNNING: "running; ongoing; active; en cours; laufend; lauft",
    CollaborationStage.DONE: "done; finished; completed; closed; termine; terminee; abgeschlossen; beendet",
}

_TOPICS: Final[Mapping[str, str]] = {
    DueDiligenceTopic.RESEARCH_SECURITY: "research security; securite de la recherche; forschungssicherheit",
    DueDiligenceTopic.ETHICS: "ethics; ethique; ethik",
    DueDiligenceTopic.ENVIRONMENT: "environment; environnement; umwelt",
    DueDiligenceTopic.EXPORT_CONTROL: "export control; controle des exportations; exportkontrolle",
    DueDiligenceTopic.OWNERSHIP: "ownership; propriete; actionnariat; eigentum; eigentumsverhaltnisse",
}

_STATES: Final[Mapping[str, str]] = {
    CheckState.OPEN: "open; not begun; not started; pas commence; non commence; nicht begonnen; offen",
    CheckState.UNDER_REVIEW: "under review; in progress; en cours d'examen; in prufung",
    CheckState.REVIEWED: "reviewed; done; examine; gepruft",
}


def _by_word(words: Mapping[str, str]) -> dict[str, str]:
    """Each word and the key that it stands for; keys stand for themselves."""
    found = {spelt(str(key)): str(key) for key in words}
    for key, several in words.items():
        for word in several.split(";"):
            found.setdefault(spelt(word), str(key))
    return found


_WORDS: Final[Mapping[tuple[Sheet, str], dict[str, str]]] = {
    (Sheet.WORKS, "collaboration_kind"): _by_word(_KINDS),
    (Sheet.WORKS, "stage"): _by_word(_STAGES),
    (Sheet.CHECKS, "topic"): _by_word(_TOPICS),
    (Sheet.CHECKS, "state"): _by_word(_STATES),
}


def key_of_word(sheet: Sheet, column: str, text: str) -> str | None:
    """What a word of a column stands for; `None` where nobody knows it."""
    return _WORDS[sheet, column].get(spelt(text))


def column_of_heading(text: str, keys: Mapping[str, object]) -> str | None:
    """The column, among those that a sheet has, that a heading names."""
    wanted = spelt(text)
    for key in keys:
        names = _HEADINGS[key].split(";")
        if wanted == spelt(key) or any(wanted == spelt(name) for name in names):
            return key
    return None
