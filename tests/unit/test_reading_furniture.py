"""Page furniture in pasted text: found by itself, and nothing of the article with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corridors.articles import load_articles
from corridors.paths import SEEDS
from corridors.reading import read_text
from tests.reading_pages import score_pages, total

ARTICLE = (
    "Belarus opens a new way to the Gulf\n"
    "The first train with potash left Soligorsk for Bandar Abbas on Monday, the railway said.\n"
    "{}\n"
    "From Astrakhan the cargo goes on by ship, which takes four days in good weather.\n"
    "A second train is planned for the coming month, the deputy minister told reporters."
)


def furniture(text: str) -> list[str]:
    return [text[span.start : span.end] for span in read_text(text).furniture]


def test_the_seeds_furniture_is_that_which_people_marked() -> None:
    articles = load_articles(SEEDS).value
    for article in articles.values():
        if article.record.id == "bisr-belarus-azerbaijan":
            continue  # its label of an empty date field is cited as a gap, not marked
        marked, found = set[int](), set[int]()
        for span in article.record.furniture:
            marked.update(range(span.start, span.end))
        for own in read_text(article.text).furniture:
            found.update(range(own.start, own.end))
        words = {i for i, letter in enumerate(article.text) if letter.isalnum()}
        assert found & words == marked & words, article.record.id


@pytest.mark.parametrize(
    "line",
    [
        "12 views", "1 234 просмотра", "3 хвіліны чытання", "Okunma: 2.310", "5 min read",
        "Share on Facebook", "Поделиться", "Падзяліцца", "Haberi paylaş",
        "Photo: Reuters", "Фото: БелТА", "Фота: Ганна Сіўчык", "Fotoğraf: AA", "© Reuters",
        "Read also: A ferry sinks off Poti", "Читайте также: Ставки упали",
        "Чытайце таксама: Стаўкі ўпалі", "İlgili haber: Navlun düştü",
        "Tags: potash, Iran", "Теги: калий", "Тэгі: калій", "Etiketler: potas",
        "We use cookies to improve your experience.", "Сайт использует файлы cookie.",
        "Subscribe to our newsletter", "Подпишитесь на наш канал", "Падпішыцеся на наш канал",
        "Bültenimize abone olun", "Home > News > Rail", "Главная / Новости / Порты",
        "By Harriet Osgood", "Please login or subscribe to read more", "ADVERTISEMENT", "РЕКЛАМА",
        "Čytajcie taksama: Staŭki ŭpali",
    ],
)  # fmt: skip
def test_a_line_of_furniture_amid_an_article_is_found_alone(line: str) -> None:
    assert furniture(ARTICLE.format(line)) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Route: Minsk — Moscow — Astrakhan — Bandar Abbas",
        "Minsk – Moscow – Baku",
        "The ports on the way are these:",
        "Share of transit grew to 40 percent",
        "Reading the contract took a month.",
        "Home ports of the fleet are Astrakhan and Olya.",
        "Комментарии министра: маршрут откроют в мае.",
        "Просмотров договора было два, сообщил министр.",
        "Comments by the minister were brief, and the route stays open.",
        "2,400 tons",
        "2025",
        "Photo shows the first train leaving Soligorsk for the port of Astrakhan.",
        "Мінск – Гомель – Адэса",
        "Popular among shippers is the way through Baku and Poti to the Black Sea.",
        "Transport corridor North – South",
        "Rail transport to Iran",
        "By rail from Minsk to Astrakhan",
        "by rail",
        "By road and rail",
        "All sea ports",
    ],
)
def test_a_line_of_the_article_is_no_furniture(line: str) -> None:
    assert furniture(ARTICLE.format(line)) == []


def test_a_list_of_stops_at_the_end_stays() -> None:
    text = ARTICLE.format("x") + "\nThe stops of the train:\nSoligorsk\nMinsk\nSmolensk\nAstrakhan"
    assert furniture(text) == []


def test_teasers_in_mid_article_end_where_the_article_goes_on() -> None:
    teasers = "Related articles\nA ferry sinks off Poti in a storm\nGrain prices fall again in May"
    assert furniture(ARTICLE.format(teasers)) == [teasers]


def test_comments_go_to_the_end_of_the_page() -> None:
    below = "Comments (2)\nmartin\nI shipped potash by Poti and not by Baku, and it took a month."
    assert furniture(ARTICLE.format("x") + "\n" + below) == [below]


def test_a_link_to_the_comments_above_the_article_takes_nothing_with_it() -> None:
    assert furniture("Comments\n" + ARTICLE.format("x")) == ["Comments"]


def test_a_headline_printed_again_is_read_once() -> None:
    headline = ARTICLE.partition("\n")[0]
    text = f"{headline} | Railway News\n\n{headline}\n{ARTICLE.format('x').partition(chr(10))[2]}"
    assert furniture(text) == [headline]


def test_paragraphs_and_furniture_do_not_touch() -> None:
    text = "2018-04-22 08:12 | 2 views\n" + ARTICLE.format("12 views")
    reading = read_text(text)
    taken = [(s.start, s.end) for s in (*reading.furniture, *reading.paragraphs)]
    assert all(a[1] <= b[0] for a, b in zip(sorted(taken), sorted(taken)[1:], strict=False))


def test_shares_kept_and_dropped_on_our_pages() -> None:
    scores = list(score_pages())
    assert len(scores) >= 25
    for ending, least_kept, least_dropped in ((".txt", 0.99, 0.95), (".html", 0.99, 0.80)):
        kept, dropped = total([s for s in scores if Path(s.page).suffix == ending])
        assert (kept >= least_kept, dropped >= least_dropped) == (True, True), (kept, dropped)
