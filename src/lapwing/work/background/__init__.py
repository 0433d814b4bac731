"""The jobs of the whole house: sealing the ledger, holding places open, keeping the queue itself in order."""
