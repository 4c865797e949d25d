"""What share of articles is kept, and of furniture dropped, on pages of our own.

`python -m tests.reading_pages` prints it, by page and together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from corridors.reading import Reading, read_bytes, read_text

PAGES = Path(__file__).parent / "files" / "reading" / "pages"


@dataclass(frozen=True)
class Score:
    """Letters of article and furniture, and how many of each a reading treats rightly."""

    page: str
    article: int
    kept: int
    furniture: int
    dropped: int
    wrong: tuple[str, ...]


def score_pages() -> Iterator[Score]:
    """Every page of ours, in the order of their names."""
    for file in sorted(PAGES.iterdir()):
        if file.suffix == ".txt":
            yield score_text(file)
        elif file.suffix == ".html":
            yield score_html(file)


def score_text(file: Path) -> Score:
    """A page pasted as text: its lines carry + for the article, - for furniture."""
    marked = file.read_text(encoding="utf-8").splitlines()
    reading = read_text("\n".join(line[1:] for line in marked))
    plain = reading.plain.split("\n")
    rows = [
        (line[0] == "+", line[1:], shown) for line, shown in zip(marked, plain, strict=True) if line
    ]
    return _score(file.name, [(good, text, _letters(shown)) for good, text, shown in rows])


def score_html(file: Path) -> Score:
    """A page as served: each element with data-gold is one piece of the article."""
    data = file.read_bytes()
    words = " ".join(_read_words(read_bytes(file.name, data)).split())
    tree = html.document_fromstring(data.decode("utf-8"))
    for gone in tree.xpath("//script|//style|//head"):
        gone.drop_tree()
    gold = [_text(element) for element in tree.xpath("//*[@data-gold]")]
    for element in tree.xpath("//*[@data-gold]"):
        element.drop_tree()
    rest = [" ".join(text.split()) for text in tree.xpath("//body//text()")]
    pieces = [(True, text) for text in gold] + [(False, text) for text in rest if text]
    return _score(
        file.name, [(good, text, _letters(text) if text in words else 0) for good, text in pieces]
    )


def _read_words(reading: Reading) -> str:
    return "\n".join(reading.plain[p.start : p.end] for p in reading.paragraphs)


def _text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _score(page: str, pieces: Sequence[tuple[bool, str, int]]) -> Score:
    """Pieces are: whether of the article, its text, how many letters of it were read."""
    article = [(text, seen) for good, text, seen in pieces if good]
    furniture = [(text, seen) for good, text, seen in pieces if not good]
    lost = [f"lost: {text[:70]}" for text, seen in article if seen < _letters(text)]
    left = [f"left: {text[:70]}" for text, seen in furniture if seen]
    return Score(
        page,
        sum(_letters(text) for text, _ in article),
        sum(seen for _, seen in article),
        sum(_letters(text) for text, _ in furniture),
        sum(_letters(text) - seen for text, seen in furniture),
        tuple(lost + left),
    )


def main() -> None:
    scores = list(score_pages())
    for score in scores:
        print(
            f"{score.page:24} kept {share(score.kept, score.article):6.1%}  "
            f"dropped {share(score.dropped, score.furniture):6.1%}"
        )
        for wrong in score.wrong:
            print("   ", wrong)
    for name, chosen in (("pasted", ".txt"), ("HTML", ".html")):
        kept, dropped = total([s for s in scores if s.page.endswith(chosen)])
        print(f"{name:24} kept {kept:6.1%}  dropped {dropped:6.1%}")


def share(part: int, whole: int) -> float:
    """A share; of nothing, all."""
    return part / whole if whole else 1.0


def total(scores: Sequence[Score]) -> tuple[float, float]:
    """Shares of article kept and of furniture dropped, by letters over all pages."""
    return (
        share(sum(s.kept for s in scores), sum(s.article for s in scores)),
        share(sum(s.dropped for s in scores), sum(s.furniture for s in scores)),
    )


if __name__ == "__main__":
    main()
