"""Find: a section's view into mentions, each with its span and the rule that found it.

`finder.py` puts the finders together; it is imported by its name, as dates need no spaCy.
"""
