"""Checks of what was written: the contract, the accounting of every character, the gold."""

from pipeline.check.folders import (
    CheckResult,
    FolderResult,
    check_folder,
    check_one,
    check_together,
    find_gold,
)
from pipeline.check.show import render

__all__ = [
    "CheckResult",
    "FolderResult",
    "check_folder",
    "check_one",
    "check_together",
    "find_gold",
    "render",
]
