"""What names a meeting apart from its kind: the words of a title that are left when its number, its
mechanism and the words of its type are taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.fold import fold

TOPIC = re.compile(r",? \b(?:on|about|sur|sobre|relative?s? (?:à|aux?))\b ")
NUMBER = re.compile(
    r"\d+(?:st|nd|rd|th|e|er|ere|eme|a|o)?|(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
)
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
POSSESSIVE = re.compile(r"'s?$")


def listed(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(text.split())


# Words that say which, how or how often, and name no body; folded, in English, French, Spanish.
ORDINALS = listed("""
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
    premier premiere deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme
    dixieme onzieme douzieme treizieme quatorzieme quinzieme seizieme
    primer primera segundo segunda tercer tercera cuarto cuarta quinto quinta sexto sexta septimo
    septima octavo octava noveno novena decimo decima undecimo undecima duodecimo duodecima
    decimoprimera decimosegunda decimotercera decimocuarta vigesimo vigesima
""")
REGULAR = listed("""
    annual yearly regular ordinary statutory plenary forum round
    annuel annuelle ordinaire pleniere anual ordinario ordinaria plenaria
""")
SEVERAL = listed("meetings sessions conferences reunions reuniones sesiones conferencias")
FURTHER = listed("further another additional other")
EMPTY = (
    ORDINALS
    | REGULAR
    | listed("""
    inaugural chairs secretariats iscm iscms rcp rcps grcp
    another further additional two three four full ad hoc online virtual hybrid joint new
    extended regional international national member states government
    a an the of on for and in to with its at by
    virtuel virtuelle regionale le la les l de du des d un une et en au aux el los las del una y
""")
)
COMMON = listed("""
    meeting meetings session sessions edition round rounds plenary plenaries conference conferences
    forum process consultative reunion reunions reuniones sesion sesiones conferencia foro ronda
""")
OF_TYPE = {
    "summit": listed("summit summits gfmd sommet cumbre"),
    "ministerial_meeting": listed("""
        ministerial inter
        ministers minister vice viceministerial consultation consultations dialogue
        ministerielle ministres ministros viceministros
    """),
    "senior_officials_meeting": listed("""
        senior officials official som soms group hauts fonctionnaires altos funcionarios
    """),
    "steering_committee_meeting": listed("steering committee committees comite pilotage directivo"),
    "intersessional_meeting": listed("intersessional intersession intersesional"),
    "consultation": listed("consultation consultations consulta consultas"),
    "technical_meeting": listed("technical expert experts level technique tecnica expertos"),
    "working_group_meeting": listed("working group groups wg groupe travail grupo trabajo"),
    "thematic_meeting": listed("thematic thematique tematica"),
    "special_meeting": listed("special extraordinary extraordinaire extraordinaria"),
    "workshop": listed("workshop workshops atelier ateliers taller talleres"),
    "webinar": listed("webinar webinars webinaire webinaires seminario seminarios web"),
    "seminar": listed("seminar seminars seminaire seminario"),
    "training": listed("training trainings course courses study visit visits formation curso"),
    "roundtable": listed("roundtable roundtables round table"),
}


@dataclass(frozen=True, slots=True)
class MeetingName:
    """The words that name a meeting (`body`), those of its topic, and whether the title says no
    more than that there were meetings (`bare`): "Panel meetings" names the Panel."""

    body: frozenset[str]
    topic: frozenset[str]
    bare: bool


def meeting_name(title: str, event_type: str, mechanism: str) -> MeetingName:
    """What is left of a title that tells one meeting of a mechanism from others of its type;
    `mechanism` is what the mechanism is called."""
    found = TOPIC.search(title)
    head, topic = (title[: found.start()], title[found.end() :]) if found else (title, "")
    dropped = EMPTY | COMMON | OF_TYPE.get(event_type, frozenset())
    own, about = words(head) - dropped, words(topic) - EMPTY
    several = not SEVERAL.isdisjoint(words(head))
    bare = several and not (own or about)
    return MeetingName(own - words(mechanism), about, bare)


def words(text: str) -> frozenset[str]:
    """The words of a text, folded, without numbers."""
    return frozenset(one for one in ordered(text) if not NUMBER.fullmatch(one))


def ordered(text: str) -> list[str]:
    """The words of a text in its order, folded, without the marks of a possessive."""
    return [POSSESSIVE.sub("", one) for one in WORD.findall(fold(text))]


def is_regular(title: str) -> bool:
    """Whether a title calls its meeting one that is held again and again."""
    return not REGULAR.isdisjoint(WORD.findall(fold(title)))


def slug(wanted: frozenset[str], title: str) -> str:
    """Some of the words of a title, in its order, joined by hyphens."""
    return "-".join(one for one in dict.fromkeys(ordered(title)) if one in wanted)


def without_number(title: str) -> str:
    """A title without its first ordinal."""
    for found in WORD.finditer(title):
        word = fold(found[0])
        if NUMBER.fullmatch(word) or word in ORDINALS:
            rest = title[: found.start()] + title[found.end() :].lstrip(" .ªºᵃᵒ")
            return " ".join(rest.split()).strip(" ,") or title
    return title


def without_further(title: str) -> str:
    """A title without a word at its start that points to the meetings before it."""
    first, _, rest = title.partition(" ")
    return rest if rest and fold(first) in FURTHER else title
