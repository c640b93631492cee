"""What is settled before a report is read closely: here, the language where nobody says it."""

from __future__ import annotations

import pytest

from pipeline.language import find_language
from pipeline.rulebook import load_rules

TEXTS = {
    "en": "The 4th Workshop on Migration Data was held in Lima on 8 May, and the SOM in Quito.",
    "fr": "La réunion des hauts fonctionnaires s'est tenue à Dakar le 8 mai, et l'atelier à Tunis.",
    "es": "La reunión de altos funcionarios se celebró en Lima el 8 de mayo, y el taller en Quito.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_small_words_tell_the_language(language: str) -> None:
    assert find_language(TEXTS[language], load_rules()) == language


def test_a_text_without_words_is_english() -> None:
    assert find_language("2020 - 15/16", load_rules()) == "en"
