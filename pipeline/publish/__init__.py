"""Publish: what others see of written extractions; each part reads only what was written."""
