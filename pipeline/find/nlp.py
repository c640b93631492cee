"""The spaCy pipeline: a blank one, our tokenizer, and one component that matches the rules' terms.

`NORM` is the folded token: terms match without regard to case, accents and kinds of dashes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from spacy.attrs import NORM  # type: ignore[import-not-found]
from spacy.lang.xx import MultiLanguage
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from pipeline.find.tokens import TOKEN, cut_term
from pipeline.fold import fold_word
from pipeline.rule import ENGLISH, Rule

TERM_KINDS = (
    "mechanism", "noun", "body", "quality", "format", "theme", "role", "organization",
    "predicate", "word", "dateword", "count", "ordinal", "lemma",
)  # fmt: skip
SHORT = 3  # letters of a word in which accents count, beside others without: "à", "a"
PAIR = 2  # words of a term that can lose its noun to the next one
KEPT_NESTED = ("theme",)  # of these, terms that overlap stand side by side


class MarkTokenizer:
    """Cuts a text into runs of letters and digits and single marks; spaces are single ones."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The tokens of `text`; `doc.text` equals `text` where its spaces are single."""
        matches = list(TOKEN.finditer(text))
        words = [match.group() for match in matches]
        spaces = [text[match.end() : match.end() + 1] == " " for match in matches]
        return Doc(self.vocab, words=words, spaces=spaces)


@Language.factory("terms", assigns=["doc.spans"])
class Terms:
    """Writes `doc.spans[kind]`: the rule's id in `span.id_`, its value in `span.label_`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.nlp = nlp
        self.folded = PhraseMatcher(nlp.vocab, attr="NORM")
        self.exact = PhraseMatcher(nlp.vocab, attr="ORTH")
        self.rules: dict[str, Rule] = {}
        self.pairs: dict[tuple[str, str], Rule] = {}
        self.joints: set[str] = set()
        self.short: dict[str, set[str]] = {}

    def add(self, rules: Iterable[Rule], language: str, own: Sequence[Rule] = ()) -> None:
        """Takes the terms of `rules` in English and `language`, and those of `own`, the themes of
        the report itself, whose terms are no other theme's."""
        taken = {cut_term(term) for rule in own for term in rule.terms(language)}
        for rule in (*rules, *own):
            self.rules[rule.id] = rule
            terms = [cut_term(term) for term in rule.terms(language)]
            if rule.kind in KEPT_NESTED and rule not in own:
                terms = [term for term in terms if term not in taken]
            if terms:
                self.folded.add(rule.id, self.keys(terms))
            if language != ENGLISH:
                written = (term.casefold() for term in rule.terms(language) if len(term) <= SHORT)
                self.short[rule.id] = set(written)
            self.learn(rule, terms)
            if rule.exact:
                self.exact.add(rule.id, self.keys(TOKEN.findall(term) for term in rule.exact))

    def keys(self, terms: Iterable[Sequence[str]]) -> list[Doc]:
        """Terms as `PhraseMatcher` keeps them: the keys of their words, no `Doc`.

        It takes these too (its own unpickling gives them), at a third of the time.
        """
        strings = self.nlp.vocab.strings
        return cast("list[Doc]", [[strings.add(word) for word in words] for words in terms])

    def learn(self, rule: Rule, terms: list[tuple[str, ...]]) -> None:
        """Keeps what elliptical themes need: terms of two words, and the words for "and"."""
        if rule.kind in KEPT_NESTED and rule.value:
            self.pairs.update(((term[0], term[1]), rule) for term in terms if len(term) == PAIR)
        elif rule.group == "and":
            self.joints.update(term[0] for term in terms if len(term) == 1)

    def __call__(self, doc: Doc) -> Doc:
        """Writes the span groups."""
        found: dict[str, list[Span]] = {}
        matches = list(self.matches(doc))
        for span in (*matches, *self.elliptical(doc, matches)):
            rule = self.rules[span.id_]
            found.setdefault(rule.group, []).append(span)
        for group, spans in found.items():
            doc.spans[group] = longest(spans, nested_only=group in KEPT_NESTED)
        return doc

    def elliptical(self, doc: Doc, matches: Iterable[Span]) -> Iterator[Span]:
        """Themes that share their noun with the next: "mixed | and irregular migration"."""
        for span in matches:
            if self.rules[span.id_].kind not in KEPT_NESTED or len(span) != PAIR:
                continue
            joint = doc[span.start - 1].norm_ if span.start > 1 else ""
            rule = self.pairs.get((doc[span.start - 2].norm_, span[-1].norm_)) if joint else None
            if rule and joint in self.joints:
                yield Span(doc, span.start - 2, span.start - 1, label=rule.value, span_id=rule.id)

    def matches(self, doc: Doc) -> Iterator[Span]:
        """All matches, overlaps among them."""
        strings = self.nlp.vocab.strings
        for matcher in (self.folded, self.exact):
            for key, start, end in matcher(doc):
                rule = self.rules[strings[key]]
                if matcher is self.folded and self.is_other_word(rule, doc[start:end].text):
                    continue
                yield Span(doc, start, end, label=rule.value or rule.id, span_id=rule.id)

    def is_other_word(self, rule: Rule, text: str) -> bool:
        """Whether a short word only differs from a term by its accent: "a" is not "à"."""
        if len(text) > SHORT or rule.id not in self.short or not text.isalpha():
            return False
        if len(text) > 1 and text.isupper():
            return False  # capitals lose their accents
        return text.casefold() not in self.short[rule.id]


def longest(spans: list[Span], *, nested_only: bool) -> list[Span]:
    """The spans without those inside a longer one (or, unless `nested_only`, overlapping it)."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start - one.end, one.start, one.id_)):
        if nested_only:
            hidden = any(
                one.start <= span.start and span.end <= one.end and len(one) > len(span)
                for one in kept
            )
        else:
            hidden = any(span.start < one.end and one.start < span.end for one in kept)
        if not hidden:
            kept.append(span)
    return sorted(kept, key=lambda one: (one.start, one.end, one.id_))


def make_nlp(rules: Iterable[Rule], language: str, own: Sequence[Rule] = ()) -> Language:
    """A pipeline that marks the terms of `rules` in English and in `language`; `own` are themes
    that the report itself adds."""
    # Built by hand: spaCy's own vocabulary computes a dozen attributes of each new word, and
    # `spacy.blank` compiles a tokenizer that ours would replace; both take longer than the report.
    vocab = Vocab(lex_attr_getters={NORM: fold_word})
    nlp = MultiLanguage(vocab, create_tokenizer=lambda made: MarkTokenizer(made.vocab))
    terms = nlp.add_pipe("terms")
    assert isinstance(terms, Terms)
    terms.add(rules, language, own)
    return nlp
