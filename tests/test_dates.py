"""Dates in English: a table of texts and their days, and expressions built from known days."""

from __future__ import annotations

import calendar as gregorian
import datetime as dt
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.find import read_calendar
from pipeline.find.dates import Calendar, find_dates
from pipeline.find.nlp import TOKEN
from pipeline.fold import fold
from pipeline.model import Period, Token
from pipeline.reference import open_reference
from tests.parts import rules

YEAR = 2019  # the report's
NO_DAY = "?"  # a date that no calendar has, or that can be read in two ways


@lru_cache(maxsize=1)
def calendar() -> Calendar:
    """The words of English dates."""
    return read_calendar(rules(), open_reference(rules()), "en")


def tokens_of(text: str) -> list[Token]:
    """The tokens that the pipeline cuts."""
    return [Token(one.start(), one.end(), one[0], fold(one[0])) for one in TOKEN.finditer(text)]


def read(text: str, year: int = YEAR) -> list[Period | None]:
    """The dates in a text."""
    return [one.period for one in find_dates(tokens_of(text), calendar(), year)]


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
    SOM, May 3, 15 and 16 participants          → 2019-05-03
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
    in May 2018 and on 3 June 2018              → 2018-05 06-03
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
    3 people, 4 May-flies
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


@pytest.mark.parametrize(("text", "dates"), cases(DAYS, RANGES, LISTS, MONTHS, IMPOSSIBLE, NOTHING))
def test_dates(text: str, dates: str) -> None:
    assert [short(one) for one in read(text)] == spell_out(dates)
