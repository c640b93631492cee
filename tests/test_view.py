"""Views: a mended text never loses its way back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Stretch
from pipeline.view import cut, join, plain, squeeze, stretches

TEXTS = st.text("ab c-\n\f\u00ad’.")


@given(TEXTS)
def test_a_squeezed_view_keeps_order_and_bounds(text: str) -> None:
    view = squeeze(plain(text, 0, len(text)))
    assert list(view.origins) == sorted(view.origins)
    pairs = zip(view.text, view.origins, strict=True)
    assert all(text[a:b] == char or char == " " for char, (a, b) in pairs)
    assert view.text == " ".join(text.split())


@given(TEXTS, TEXTS, st.data())
def test_a_span_of_a_view_leads_to_its_own_characters(
    one: str, two: str, data: st.DataObject
) -> None:
    source = one + two
    view = join([plain(source, 0, len(one)), plain(source, len(one), len(source))])
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    wanted = {at for at, to in view.origins[start:end] if at < to and source[at].strip()}
    found = {
        at
        for stretch in stretches(view, start, end, source)
        for at in range(stretch.start, stretch.end)
        if source[at].strip()
    }
    assert wanted <= found


def test_text_between_two_lines_splits_a_stretch() -> None:
    source = "labour\n2 ISCM Highlights\nmigration"
    view = join([plain(source, 0, 6), plain(source, 25, len(source))])
    assert view.text == "labour migration"
    assert stretches(view, 0, len(view.text), source) == (Stretch(0, 6), Stretch(25, 34))


def test_white_space_is_bridged_and_trimmed() -> None:
    source = " a \n b "
    view = squeeze(plain(source, 0, len(source)))
    assert stretches(view, 0, len(view.text), source) == (Stretch(1, 6),)
    assert cut(view, 0, 1).text == "a"
