"""What mechanisms and themes are called where there is little room."""

from __future__ import annotations

import re

LONGEST_NAME = 30  # characters of a name in a sentence
WORD = re.compile(r"\w+")
THEMES = {  # whose words are more than those of their ids
    "asylum-refugees": "asylum and refugees",
    "climate-environment": "climate and environment",
    "counter-smuggling": "counter-smuggling",
    "counter-trafficking": "counter-trafficking",
    "covid-19": "COVID-19",
    "diaspora-remittances": "diaspora and remittances",
    "gcm": "GCM",
    "gcr": "GCR",
    "migrants-rights": "migrants’ rights",
    "migration-development": "migration and development",
    "policy-governance": "policy and governance",
    "return-reintegration": "return and reintegration",
    "sdgs": "SDGs",
    "youth-minors": "youth and minors",
}


def short_name(mechanism_id: str, name: str, acronym: str) -> str:
    """An acronym, a name that is short, or else the words of the id: "Rabat Process"."""
    if acronym or len(name) <= LONGEST_NAME:
        return acronym or name
    printed = {word.casefold(): word for word in WORD.findall(name)}
    words = mechanism_id.split("-")
    short = " ".join(printed.get(word, word.upper()) for word in words)
    return short if len(short) < len(name) else name


def with_mechanism(title: str, mechanism: str) -> str:
    """The title of an event with the name of its mechanism before it, unless it holds the name."""
    return title if mechanism.casefold() in title.casefold() else f"{mechanism}: {title}"


def theme_name(theme_id: str) -> str:
    """A theme in words."""
    return THEMES.get(theme_id, theme_id.replace("-", " "))
