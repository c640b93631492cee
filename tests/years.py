"""Three small years, written by the program once: what diffs, panels and exports are tested on."""

from __future__ import annotations

from pathlib import Path

from pipeline.publish.panel import write_panel
from pipeline.run import Options, run

TEXTS = {
    "iscm-2018.txt": """ISCM 2018 Highlights

Bali Process
14th Ad Hoc Group SOM, 8-9 May, Bangkok, Thailand, addressed labour migration.

Budapest Process
Working Group on the Black Sea Region, 7 March, Istanbul, Türkiye, discussed border management.

Prague Process
A training on document fraud took place in Minsk, Belarus, on 2-4 October.
""",
    "iscm-2019.txt": """ISCM 2019 Highlights

Bali Process
15th Ad Hoc Group Senior Officials’ Meeting, 6 June, Bali, Indonesia, discussed labour migration.

Budapest Process
Black Sea Region Working Group, 12 February, Sofia, Bulgaria, discussed readmission.
Two webinars, 3 May and 5 June, addressed asylum.

GFMD
GFMD-ADD Regional Consultations, 4 April, Geneva, Switzerland, addressed labour migration.

ADD
ADD-GFMD Regional Consultations, 4 April, Geneva, Switzerland, addressed labour migration.
""",
    "iscm-2020.txt": """ISCM 2020 Highlights

Bali Process
17th Ad Hoc Group SOM, 20-21 October, virtual, considered COVID-19.

GFMD
12th GFMD Summit, Quito, Ecuador, in January, discussed “=labour migration”.
""",
}


def write_years(folder: Path) -> Path:
    """Extracts the small reports into `out` below a folder, with their panel; `out` comes back."""
    raw, out = folder / "raw", folder / "out"
    raw.mkdir(parents=True)
    for name, text in TEXTS.items():
        (raw / name).write_text(text, encoding="utf-8")
    run([raw], out, Options())
    assert write_panel(out) == ()
    return out
