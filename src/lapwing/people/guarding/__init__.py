"""Who has seen, and who must not: the ledger's pages, the information-governance desk, conflicts, broken glass, custody
of sealed records, and what data-protection law asks.
"""
