"""Checks of what was written: the contract, the accounting of every character, the gold.

Nothing is imported here: who reads the rows of a table needs no gold and no gazetteer.
"""
