"""rules/README.md: its worked example does what the page says."""

from __future__ import annotations

import pytest
import rulesreadme


@pytest.mark.slow
def test_the_commands_of_the_page_print_what_it_shows() -> None:
    text = rulesreadme.README.read_text(encoding="utf-8")
    assert rulesreadme.replay(text) == text, "make golden writes them anew"


def test_the_page_names_each_file_of_rules() -> None:
    text = rulesreadme.README.read_text(encoding="utf-8")
    for path in rulesreadme.README.parent.glob("*.yml"):
        assert f"`{path.name}`" in text
