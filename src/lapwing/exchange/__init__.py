"""Data in from agencies, returns out, and the pseudonymised snapshot that analysis reads."""
