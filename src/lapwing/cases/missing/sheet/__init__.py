"""The "if missing" sheet: what helps to find a child, gathered before it is needed, and opened in one press."""
