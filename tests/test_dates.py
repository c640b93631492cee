"""Dates in English: a table of texts and their days, and expressions built from known days."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.find.calendar import read_calendar
from pipeline.find.dates import Calendar, find_dates
from pipeline.find.tokens import tokenize
from pipeline.model import Period
from pipeline.reference import open_reference
from tests.parts import rules

YEAR = 2019  # the report's
NO_DAY = "?"  # a date that no calendar has, or that can be read in two ways


@lru_cache(maxsize=1)
def calendar() -> Calendar:
    """The words of English dates."""
    return read_calendar(rules(), open_reference(rules()), "en")


def read(text: str, year: int = YEAR) -> list[Period | None]:
    """The dates in a text."""
    return [one.period for one in find_dates(tokenize(text), calendar(), year)]


def short(period: Period | None) -> str:
    """A date as the table below writes it: "2019-05-03", "2019-05-03/05", "2019-05", "2019"."""
    if period is None:
        return NO_DAY
    size = {"day": 10, "month": 7, "year": 4}[period.precision]
    first, last = period.first.isoformat()[:size], period.last.isoformat()[:size]
    return first if first == last else f"{first}/{last}"


def spell_out(written: str) -> list[str]:
    """The dates of a line of the table: a year or month that is left out is the one before it."""
    found: list[str] = []
    before = str(YEAR)
    for one in written.split():
        ends = []
        for end in one.split("/"):
            full = before[: max(len(before) - len(end), 0)] + end if end != NO_DAY else end
            before = full if end != NO_DAY else before
            ends.append(full)
        found.append("/".join(ends))
    return found


# A text, an arrow and its dates; the report is of 2019.
DAYS = """
    3 May 2019                                  → 2019-05-03
    3 May                                       → 2019-05-03
    a workshop on 24 July in Lima               → 2019-07-24
    held on 5 May.                              → 2019-05-05
    03 May 2018                                 → 2018-05-03
    3rd May 2019                                → 2019-05-03
    the 3rd of May                              → 2019-05-03
    the 3rd of May, 2018                        → 2018-05-03
    the 3 rd of May                             → 2019-05-03
    on the 22nd of May 2020                     → 2020-05-22
    the third of May                            → 2019-05-03
    twenty-first of June                        → 2019-06-21
    the twenty first of June 2018               → 2018-06-21
    the thirty-first day of October             → 2019-10-31
    First of May                                → 2019-05-01
    May the first                               → 2019-05-01
    November First                              → 2019-11-01
    3 of May                                    → 2019-05-03
    May 3                                       → 2019-05-03
    May 3, 2018                                 → 2018-05-03
    May 3 2018                                  → 2018-05-03
    May 3rd, 2018                               → 2018-05-03
    on May 3, 2018 Senior Officials met         → 2018-05-03
    workshop, November 13, Lima                 → 2019-11-13
    Monday 6 May                                → 2019-05-06
    Monday, 6 May 2019                          → 2019-05-06
    Mon. 6 May                                  → 2019-05-06
    Monday the 6th of May                       → 2019-05-06
    on Monday, May 6, 2019                      → 2019-05-06
    Thurs. 2 May                                → 2019-05-02
    5 Sept. 2018                                → 2018-09-05
    5 Sept., Lima                               → 2019-09-05
    5 Sep 2018                                  → 2018-09-05
    Sept. 5, 2018                               → 2018-09-05
    Feb. 3, Rome                                → 2019-02-03
    on 5 Dec. in Rome                           → 2019-12-05
    held on 5 Sept. The meeting                 → 2019-09-05
    5 MAY 2019                                  → 2019-05-05
    5 may 2019                                  → 2019-05-05
    5 May '18                                   → 2018-05-05
    5 May ’18                                   → 2018-05-05
    May 5, ’18                                  → 2018-05-05
    5 May, 2018                                 → 2018-05-05
    5 May of 2018                               → 2018-05-05
    SOM (5 May)                                 → 2019-05-05
    SOM [5 May 2018]                            → 2018-05-05
    SOM (Lima, 5 May 2018)                      → 2018-05-05
    SOM – 5 May – Lima                          → 2019-05-05
    Date: 5 May 2018. Venue: Lima               → 2018-05-05
    5-May-2018                                  → 2018-05-05
    05/May/2018                                 → 2018-05-05
    05-Sep-18                                   → 2018-09-05
    2018-05-03                                  → 2018-05-03
    2018/05/03                                  → 2018-05-03
    SOM, 2018–05–03, Lima                       → 2018-05-03
    25/05/2018                                  → 2018-05-25
    25.05.2018                                  → 2018-05-25
    25-05-2018                                  → 2018-05-25
    05/25/2018                                  → 2018-05-25
    5/5/2018                                    → 2018-05-05
    25/05/18                                    → 2018-05-25
    29 February 2020                            → 2020-02-29
    since 3 May 2018                            → 2018-05-03
    by 3 May, the Chair                         → 2019-05-03
    7 May 2018, Lima, and 3 June, Quito         → 2018-05-07 2019-06-03
    SOM, 3 May, 15 countries                    → 2019-05-03
    SOM, May 3, 15 countries                    → 2019-05-03
    CIMP 5, 3 May                               → 2019-05-03
    SOM 12, 3 May                               → 2019-05-03
    Article 3, 5 May                            → 2019-05-05
    paragraphs 3 and 4, 5 May                   → 2019-05-05
    pp. 3-5, 6 May                              → 2019-05-06
    Room 4, 5 May                               → 2019-05-05
    at 10, 11 May                               → 2019-05-11
    at 10:30, 31 May                            → 2019-05-31
    COVID-19, 20 May                            → 2019-05-20
    the 5+5, 6 May                              → 2019-05-06
    the 14th and the 15th SOM, 16 May           → 2019-05-16
    the 1st and the 15th, 16 May                → 2019-05-16
    on 4 May, 2030 Agenda                       → 2019-05-04
    on 4 May, 2017-2021 Action Plan             → 2019-05-04
"""
RANGES = """
    3-5 May                                     → 2019-05-03/05
    3–5 May 2018                                → 2018-05-03/05
    3 — 5 May                                   → 2019-05-03/05
    3‑5 May                                     → 2019-05-03/05
    3−5 May                                     → 2019-05-03/05
    3--5 May                                    → 2019-05-03/05
    3 to 5 May                                  → 2019-05-03/05
    3 through 5 May                             → 2019-05-03/05
    from 3 to 5 May 2018                        → 2018-05-03/05
    from 3 until 5 May                          → 2019-05-03/05
    from the 3rd to the 5th of May              → 2019-05-03/05
    3rd-5th May                                 → 2019-05-03/05
    3-5th May                                   → 2019-05-03/05
    from the third to the fifth of May          → 2019-05-03/05
    between 3 and 5 May                         → 2019-05-03/05
    between the 3rd and the 5th of May 2018     → 2018-05-03/05
    between 28 June and 2 July                  → 2019-06-28/07-02
    between June 28 and July 2, 2018            → 2018-06-28/07-02
    between May 3 and 5                         → 2019-05-03/05
    between 3-5 May                             → 2019-05-03/05
    28 June to 2 July                           → 2019-06-28/07-02
    28 June – 2 July 2018                       → 2018-06-28/07-02
    27 Aug. – 2 Sept.                           → 2019-08-27/09-02
    27 Aug.–2 Sept. 2018                        → 2018-08-27/09-02
    27 Aug - 2 Sep                              → 2019-08-27/09-02
    30 November – 1 December                    → 2019-11-30/12-01
    from 30 November through 1 December         → 2019-11-30/12-01
    28 December – 3 January                     → 2019-12-28/2020-01-03
    28 December 2018 – 3 January 2019           → 2018-12-28/2019-01-03
    28 December – 3 January 2019                → 2018-12-28/2019-01-03
    1 December 2018-10 January 2019             → 2018-12-01/2019-01-10
    December 28, 2018 – January 3, 2019         → 2018-12-28/2019-01-03
    December 28 – January 3, 2019               → 2018-12-28/2019-01-03
    November 3-4, 2016                          → 2016-11-03/04
    November 3 – 4                              → 2019-11-03/04
    November 3rd to 4th, 2016                   → 2016-11-03/04
    from November 3 to 4 in Lima                → 2019-11-03/04
    June 28 to July 2                           → 2019-06-28/07-02
    June 28-July 2, 2018                        → 2018-06-28/07-02
    from June 28 until July 2                   → 2019-06-28/07-02
    Monday 6 to Wednesday 8 May                 → 2019-05-06/08
    Monday, 6 May – Wednesday, 8 May 2019       → 2019-05-06/08
    Monday to Wednesday, 6-8 May                → 2019-05-06/08
    Monday, May 6, to Wednesday, May 8          → 2019-05-06/08
    5/6 May                                     → 2019-05-05/06
    5 / 6 May 2018                              → 2018-05-05/06
    30 April/1 May                              → 2019-04-30/05-01
    May 5/6, 2018                               → 2018-05-05/06
    2018-05-03 to 2018-05-05                    → 2018-05-03/05
    2018-05-03/2018-05-06                       → 2018-05-03/06
    25/05/2018 – 27/05/2018                     → 2018-05-25/27
    25-27/05/2018                               → 2018-05-25/27
    (3-5 May 2018, Lima)                        → 2018-05-03/05
    3 May 2018 to 5 May 2018                    → 2018-05-03/05
    3 May 2018 – Countries                      → 2018-05-03
    May 3 – 15 countries                        → 2019-05-03
"""
LISTS = """
    12-13 and 15-16 June                        → 2019-06-12/13 15/16
    on Tuesday and Wednesday, June 4 and 5      → 2019-06-04 05
    its 25th session, 4, 5 and 6 May            → 2019-05-04 05 06
    4/5 May 2018, 7/8 June                      → 2018-05-04/05 06-07/08
    on the 4th, 11th and 18th of June           → 2019-06-04 11 18
    1–2, 4 and 6–8 May 2018                     → 2018-05-01/02 04 06/08
    on May 18 and 19, June 14 and 15, 2018      → 2018-05-18 19 06-14 15
    from 4 to 5 and from 7 to 8 May             → 2019-05-04/05 07/08
    between 4 and 5 and between 7 and 8 May     → 2019-05-04/05 07/08
    on 4 May; on 5 May; and on 6 June 2018      → 2018-05-04 05 06-06
    1-5 April (week 1) and 8-12 April (week 2)  → 2019-04-01/05 08/12
    18-19 May/14-15 June                        → 2019-05-18/19 06-14/15
    Rome (3 May) and Lima (4 June 2018)         → 2019-05-03 2018-06-04
    on Jan. 29 and 30                           → 2019-01-29 30
    the 21st SOM, the 22nd, 3 May               → 2019-05-03
    with 12, 5 and 7 participants, 3 May        → 2019-05-03
    COP 24, 3-14 December                       → 2019-12-03/14
    GFMD 2018 (5-7 December)                    → 2019-12-05/07
    28 Nov to Dec 1 2018                        → 2018-11-28/12-01
    8 March, 10 a.m.                            → 2019-03-08
    10.30-12.00, 8 March                        → 2019-03-08
    6, 9 and 13 July                            → 2019-07-06 09 13
    6, 9, and 13 July 2018                      → 2018-07-06 09 13
    8 and 9 May                                 → 2019-05-08 09
    8 & 9 May                                   → 2019-05-08 09
    4; 11; 18 June                              → 2019-06-04 11 18
    the 3rd and 5th of May                      → 2019-05-03 05
    the third and the fifth of May              → 2019-05-03 05
    Monday 6 and Tuesday 7 May                  → 2019-05-06 07
    4, 11-12 and 18 June, and 3 July 2018       → 2018-06-04 11/12 18 07-03
    4, 11, 18 June and 3 July                   → 2019-06-04 11 18 07-03
    1-3 and 8-10 May                            → 2019-05-01/03 08/10
    3 to 5 and 10 to 12 May                     → 2019-05-03/05 10/12
    5-6 May, 3-4 June and 7 July 2018           → 2018-05-05/06 06-03/04 07-07
    16 January, 13 February, and 22 May         → 2019-01-16 02-13 05-22
    3 May and 4 June 2018                       → 2018-05-03 06-04
    3 May and on 4 June 2018                    → 2018-05-03 06-04
    on 3 May 2018 and on 4 June                 → 2018-05-03 06-04
    3 November 2018 and 4 February 2019         → 2018-11-03 2019-02-04
    3 November 2018 and 4 February              → 2018-11-03 2019-02-04
    28 June – 2 July and 5 August 2018          → 2018-06-28/07-02 08-05
    May 3, 5 and 7, 2018                        → 2018-05-03 05 07
    May 3 and 5                                 → 2019-05-03 05
    May 3, 5, and 7 in Lima                     → 2019-05-03 05 07
    May 3, 5 and 7 discussed visas              → 2019-05-03 05 07
    May 3-5 and 10-12, 2018                     → 2018-05-03/05 10/12
    May 3, 5 and June 7, 2018                   → 2018-05-03 05 06-07
    May 3 and June 7                            → 2019-05-03 06-07
    June 4, July 11 and August 2, 2018          → 2018-06-04 07-11 08-02
    June 4, 11 July                             → 2019-06-04 07-11
    November 3-4, 2016, and May 5, 2017         → 2016-11-03/04 2017-05-05
    3/10 May                                    → 2019-05-03 10
    webinars (4, 11 and 18 June; 3 July)        → 2019-06-04 11 18 07-03
    Webinars 4, 11 and 18 June                  → 2019-06-04 11 18
    2018-05-03 and 2018-06-04                   → 2018-05-03 06-04
    on 9 and 3 May                              → 2019-05-09 03
"""
MONTHS = """
    in May                                      → 2019-05
    in May, Lima                                → 2019-05
    in May 2018                                 → 2018-05
    in May, 2018                                → 2018-05
    In May of 2018                              → 2018-05
    a workshop in August 2016 in Dhaka          → 2016-08
    early May                                   → 2019-05
    mid May                                     → 2019-05
    mid-May 2018                                → 2018-05
    mid–May                                     → 2019-05
    in late May                                 → 2019-05
    at the end of May                           → 2019-05
    at the beginning of May 2018                → 2018-05
    in the middle of May                        → 2019-05
    in the first half of May                    → 2019-05
    in the last week of May                     → 2019-05
    the second week in June                     → 2019-06
    early to mid-May                            → 2019-05
    early and late May                          → 2019-05
    in the month of May                         → 2019-05
    both in March                               → 2019-03
    during March                                → 2019-03
    throughout May 2018                         → 2018-05
    May-June 2018                               → 2018-05/06
    May – June                                  → 2019-05/06
    May/June 2018                               → 2018-05/06
    from May to July                            → 2019-05/07
    between January and June                    → 2019-01/06
    late May to early June                      → 2019-05/06
    November 2018 – February 2019               → 2018-11/2019-02
    November–February 2019                      → 2018-11/2019-02
    in May and June                             → 2019-05 06
    in May, June and September 2018             → 2018-05 06 09
    May and October 2018                        → 2018-05 10
    in May and in June 2018                     → 2018-05 06
    Working Group (Geneva, May)                 → 2019-05
    Sept. 2018                                  → 2018-09
    in Sept. 2018 in Lima                       → 2018-09
    in early Sept., Lima                        → 2019-09
    in March 28 countries met                   → 2019-03
    in May 15 participants met                  → 2019-05
    in May. 15 participants                     → 2019-05
    in May, 15 participants                     → 2019-05
    in May 2018 and on 3 June 2018              → 2018-05 2018-06-03
    in May the third meeting was held           → 2019-05
    SOM, May, Lima                              → 2019-05
    in 2018                                     → 2018
    in 2018, Lima                               → 2018
    during 2018                                 → 2018
    in early 2018                               → 2018
    in 2017 and 2018                            → 2017 2018
    between 2016 and 2018                       → 2016/2018
    from 2016 to 2018                           → 2016/2018
"""
IMPOSSIBLE = """
    31 February                                 → ?
    February 30, 2018                           → ?
    29 February 2019                            → ?
    30-31 June                                  → ?
    5-3 May                                     → ?
    32 May                                      → ?
    31 June – 2 July                            → ?
    30 April and 31 April                       → 2019-04-30 ?
    30 and 31 April                             → 2019-04-30 ?
    2018-02-30                                  → ?
    31.02.2018                                  → ?
    05/03/2018                                  → ?
    5/3/2018                                    → ?
    4 May 2018 to 4 May 2017                    → ?
"""
NOTHING = """
    Decade 2010-2020
    9/11
    the June meeting
    since June
    held on the third
    the summer of 2018
    2030 Agenda for Sustainable Development
    in the 2030 Agenda
    in 2030 Agenda terms
    Migrants may return.
    States may, in 3 cases, object
    the March of migrants
    March of migrants
    May Day Foundation
    in May Day Foundation offices
    5+5 Dialogue
    the 5 + 5 Dialogue
    Articles 3-5
    Articles 3, 5 and 7 of the Convention
    resolution 73/195
    24/7
    COVID-19
    COVID-19 may spread
    paragraph 12
    pp. 12-14
    tel. +41 22 717 91 11
    +41-22-717-9111
    022/717/9111
    Action Plan 2017-2021
    the 2017–2021 Action Plan
    20-25 participants
    15 ISCMs in March City
    the 1951 Convention
    the 2018 Summit
    GCM 2018
    2018
    the first May meeting
    the third meeting
    Monday
    on Monday and Tuesday
    version 1.2.3
    192.168.10.12
    10:30
    3 of 5 members
    between 3 and 5 countries
    from 20 to 25 States
    page 3, lines 4-6
    1,500 people
    SDG 10.7
    chapters 3 to 5
    50 % of 28 States
    a 3-day workshop
    twenty-first century
    the second half
    Jan Pronk, Special Envoy
    April Smith
    the 5th and 6th
    3-5
    marching in may
    sept
    12 may attend
    10 march for rights
    USD 20 and 30
"""


def cases(*tables: str) -> list[tuple[str, str]]:
    """The lines of tables, each as a text and its dates."""
    lines = [line for table in tables for line in table.strip().splitlines()]
    pairs = [line.partition("→") for line in lines]
    return [(text.strip(), dates.strip()) for text, _, dates in pairs]


ALL = (DAYS, RANGES, LISTS, MONTHS, IMPOSSIBLE, NOTHING)


@pytest.mark.parametrize(("text", "dates"), cases(*ALL))
def test_dates(text: str, dates: str) -> None:
    assert [short(one) for one in read(text)] == spell_out(dates)


# --- expressions built from known days ---

MONTH_NAMES = [dt.date(YEAR, month, 1).strftime("%B") for month in range(1, 13)]
SHORT_NAMES = [name if len(name) <= 4 else f"{name[:3]}." for name in MONTH_NAMES]
SHORT_NAMES[8] = "Sept."
WORDS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third",
    "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth",
    "twenty-ninth", "thirtieth", "thirty-first",
)  # fmt: skip
DASHES = ("-", "–", " – ", "—", " - ", "\u2011", "\u2212")
RANGE_SIGNS = (*DASHES, " to ", " through ", " until ", " till ")
ENDINGS = ("", ", Lima, Peru", ", virtual", " in Lima", " via Zoom", ").", "; and a workshop", ".")
DAYS_OF_YEARS = st.dates(dt.date(2010, 1, 1), dt.date(2029, 12, 31))


def ordinal(day: int) -> str:
    """A day with its suffix: "3rd", "11th"."""
    teens = day in (11, 12, 13)
    return f"{day}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


@st.composite
def day_forms(draw: st.DrawFn) -> tuple[str, str]:
    """How days look in a text: a form for a day that shares its month, and "" or " of"."""
    return draw(
        st.sampled_from([("{day}", ""), ("{ordinal}", ""), ("{ordinal}", " of"), ("{word}", " of")])
    )


def print_day(form: str, day: dt.date) -> str:
    """A day of the month in a form."""
    return form.format(day=day.day, ordinal=ordinal(day.day), word=WORDS[day.day - 1])


def name_of(draw: st.DrawFn, day: dt.date) -> str:
    """A month's name, whole or cut off, in capitals or not."""
    return draw(st.sampled_from([MONTH_NAMES, SHORT_NAMES, [one.upper() for one in MONTH_NAMES]]))[
        day.month - 1
    ]


def year_of(draw: st.DrawFn, day: dt.date) -> str:
    """A year as printed behind a date."""
    return draw(st.sampled_from([f" {day.year}", f", {day.year}", f" '{day.year % 100}"]))


@st.composite
def one_day(draw: st.DrawFn) -> tuple[str, list[Period]]:
    """A day with its year."""
    day = draw(DAYS_OF_YEARS)
    name, year = name_of(draw, day), year_of(draw, day)
    form, of = draw(day_forms())
    weekday = draw(st.sampled_from(["", f"{day:%A} ", f"{day:%A}, ", f"{day:%a}. "]))
    texts = [
        f"{weekday}{print_day(form, day)}{of} {name}{year}",
        f"{weekday}{name} {day.day}{year}",
    ]
    texts += [day.isoformat(), f"{weekday}{name} {ordinal(day.day)}{year}"]
    if day.day > 12:  # else day and month could change places
        texts += [f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", f"{day:%m/%d/%Y}"]
    return draw(st.sampled_from(texts)), [Period(day, day)]


@st.composite
def one_range(draw: st.DrawFn) -> tuple[str, list[Period]]:
    """Two days and what lies between them, with the years that the text needs."""
    first = draw(DAYS_OF_YEARS)
    last = first + dt.timedelta(days=draw(st.integers(1, 40)))
    sign, (form, of) = draw(st.sampled_from(RANGE_SIGNS)), draw(day_forms())
    begin, end = name_of(draw, first), name_of(draw, last)
    year = year_of(draw, last)
    days = print_day(form, first), print_day(form, last)
    if (first.year, first.month) == (last.year, last.month):
        texts = [f"{days[0]}{sign}{days[1]}{of} {end}{year}"]
        texts += [f"{begin} {first.day}{sign}{last.day}{year}"]
        texts += [f"between {days[0]} and {days[1]}{of} {end}{year}"]
    elif first.year == last.year:
        texts = [f"{days[0]}{of} {begin}{sign}{days[1]}{of} {end}{year}"]
        texts += [f"{begin} {first.day}{sign}{end} {last.day}{year}"]
        texts += [f"between {begin} {first.day} and {end} {last.day}{year}"]
    else:
        early = draw(st.sampled_from(["", f" {first.year}"]))
        texts = [f"{days[0]}{of} {begin}{early}{sign}{days[1]}{of} {end}{year}"]
        texts += [f"{begin} {first.day}{early}{sign}{end} {last.day}{year}"]
    lead = draw(st.sampled_from(["", "from "]))
    text = draw(st.sampled_from(texts))
    return (text if text.startswith("between") else lead + text), [Period(first, last)]


@st.composite
def one_list(draw: st.DrawFn) -> tuple[str, list[Period]]:
    """Days and ranges of a month, some of another month, and the year once."""
    year, months = (
        draw(st.integers(2010, 2029)),
        sorted(draw(st.sets(st.integers(1, 12), max_size=3))),
    )
    texts: list[str] = []
    periods: list[Period] = []
    month_first = draw(st.booleans())
    for month in months:
        numbers = sorted(draw(st.sets(st.integers(1, 28), min_size=2, max_size=6)))
        found: list[str] = []
        while numbers:
            first = last = numbers.pop(0)
            if numbers and draw(st.booleans()):
                last = numbers.pop(0)
            sign = draw(st.sampled_from(("-", "–", " to ")))
            found.append(str(first) if first == last else f"{first}{sign}{last}")
            periods.append(Period(dt.date(year, month, first), dt.date(year, month, last)))
        days = joined(draw, found)
        name = name_of(draw, dt.date(year, month, 1))
        texts.append(f"{name} {days}" if month_first else f"{days} {name}")
    return (joined(draw, texts) + f", {year}" if texts else "no date"), periods


def joined(draw: st.DrawFn, texts: list[str]) -> str:
    """Texts with commas and a conjunction."""
    last = draw(st.sampled_from([" and ", ", and ", " & ", ", "]))
    return last.join([", ".join(texts[:-1]), texts[-1]] if texts[1:] else texts)


@st.composite
def months(draw: st.DrawFn) -> tuple[str, list[Period]]:
    """A month with its year, a part of it, or some months."""
    first = draw(DAYS_OF_YEARS).replace(day=1)
    last = (first + dt.timedelta(days=32 * draw(st.integers(0, 5)))).replace(day=1)
    begin, end = name_of(draw, first), name_of(draw, last)
    closing = (last + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    if first == last:
        part = draw(
            st.sampled_from(["", "early ", "mid-", "late ", "the end of ", "the month of "])
        )
        text = f"in {part}{begin} {first.year}"
    else:
        early = f" {first.year}" if first.year != last.year else ""
        sign = draw(st.sampled_from([one for one in RANGE_SIGNS if one != " to "]))
        text = f"{begin}{early}{sign}{end} {last.year}"
    return text, [Period(first, closing, "month")]


@given(
    st.sampled_from(["", "SOM, ", "a workshop on ", "(", "Date: ", "the 5+5 met: "]),
    st.one_of(one_day(), one_range(), one_list(), months()),
    st.sampled_from(ENDINGS),
)
def test_a_built_date_reads_back(lead: str, built: tuple[str, list[Period]], ending: str) -> None:
    text, periods = built
    assert read(f"{lead}{text}{ending}", 2000) == periods


@given(st.text("0123 Ma1y29,-–/.and to JuneThe(') \n", max_size=40))
def test_any_text_gives_dates_in_order_that_do_not_overlap(text: str) -> None:
    found = list(find_dates(tokenize(text), calendar(), YEAR))
    ends = [0] + [one.end for one in found]
    assert all(
        end <= one.start < one.end <= one.through for end, one in zip(ends, found, strict=False)
    )
