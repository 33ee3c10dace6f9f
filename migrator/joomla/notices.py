"""What Joomla and comment systems say in place of a text that is not there."""

from __future__ import annotations

import re

from migrator.patterns import lazy_pattern

# fmt: on
#: What Joomla says in place of an article that is not there or not for everybody.
REFUSALS = lazy_pattern(
    r"you are not authori[sz]ed to view|you need to (?:log ?in|register)|requested (?:page|article|"
    r"resource) (?:could not be|was not|can(?:no|['’])t be) found|"
    r"article not found|page not found|404 (?:-|–|error|not found)|error 404|component not found|"
    r"nicht (?:die )?berechtigt|seite (?:wurde )?nicht gefunden|"
    r"vous n'êtes pas autorisé|page introuvable|no está autorizado|página no encontrada|"
    r"non sei autorizzato|pagina (?:richiesta )?non (?:è stata )?trovata|strona nie istnieje|"
    r"страница не найдена|вы не авторизованы|doesn't exist|does not exist\b|category not found|"
    r"ressource introuvable",
    re.I,
)


_PLACEHOLDER = lazy_pattern(
    r"^\W*(?:this|the|your)?\s*comment (?:has been|was|is|will be)? ?(?:deleted|removed|"
    r"unpublished|awaiting moderation|hidden|minimi[sz]ed|"
    r"waiting for (?:approval|moderation))[^.\n]{0,60}\W*$|"
    r"^\W*(?:dieser )?kommentar wurde (?:gelöscht|entfernt|vom administrator)[^.\n]{0,60}\W*$|"
    r"^\W*(?:ce )?commentaire (?:a été )?supprimé\W*$|^\W*comentario (?:eliminado|borrado)\W*$|"
    r"^\W*комментарий удал[её]н\W*$",
    re.I,
)


def is_placeholder(text: str) -> bool:
    """Whether a comment's text only says that there is none: deleted, or not yet approved."""
    return len(text) < 160 and bool(_PLACEHOLDER.match(text))
