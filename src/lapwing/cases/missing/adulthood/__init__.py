"""Turning 18 with an open risk: the handover to a named adult service, which takes it on before the birthday."""
