"""Sources into reports: the reading text with its lines and pages, and the sidecar beside it."""
