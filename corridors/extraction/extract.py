"""A text in, proposed corridors out: recognise, resolve, assemble, ground."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from corridors.extraction.article import Article
from corridors.extraction.assemble import assemble
from corridors.extraction.frame import Frame
from corridors.extraction.frames import find_frames
from corridors.extraction.gate import is_about_cargo, keep_frames, keep_stops, with_subject
from corridors.extraction.known.names import find_known
from corridors.extraction.language import load_language
from corridors.extraction.model import Extraction
from corridors.extraction.names import with_known
from corridors.extraction.nearness import nearest_stop
from corridors.extraction.phrase import Phrase
from corridors.extraction.phrases import find_phrases
from corridors.extraction.propose import propose
from corridors.extraction.recognise import recognise
from corridors.extraction.sentence import Sentence
from corridors.extraction.tokens import split_sentences, tokenise

_SMALL = re.compile(r"(?<![^\W_])[^\W\d_]+")


class ParagraphLike(Protocol):
    """A span of a text in one language; the offsets are half-open."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def language(self) -> str: ...


class ReadingLike(Protocol):
    """A text as it was read: `plain` is as long, with what is no prose blanked."""

    @property
    def text(self) -> str: ...
    @property
    def plain(self) -> str: ...
    @property
    def paragraphs(self) -> Sequence[ParagraphLike]: ...


def extract(reading: ReadingLike) -> Extraction:
    """The corridors that a text describes. Any text is taken; nothing is raised."""
    known = find_known(reading.plain, reading.paragraphs)
    sentences = [with_known(sentence, known) for sentence in _sentences(reading)]
    trade = is_about_cargo(sentences)
    phrases: list[list[Phrase]] = []
    frames: list[list[Frame]] = []
    for at, sentence in enumerate(sentences):
        told = keep_stops(sentence, find_phrases(sentence))
        found = [with_subject(sentence, frame) for frame in find_frames(sentence, told)]
        phrases.append(told)
        earlier = sentences[at - 1] if at else None
        told_before = bool(at and frames[-1])
        frames.append(keep_frames(sentence, found, earlier, told=told_before, trade=trade))
    pieces = assemble(frames, nearest_stop)
    return propose(Article(reading.text, sentences, phrases, frames, pieces, known))


def _sentences(reading: ReadingLike) -> Iterator[Sentence]:
    common = frozenset(w for w in _SMALL.findall(reading.plain) if w[0].islower())
    for paragraph in reading.paragraphs:
        language = load_language(paragraph.language)
        tokens = tokenise(reading.plain, paragraph.start, paragraph.end)
        for sentence in split_sentences(tokens):
            yield recognise(reading.plain, sentence, language, common)
