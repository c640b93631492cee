"""The workbench: what a person who writes rules works with."""
