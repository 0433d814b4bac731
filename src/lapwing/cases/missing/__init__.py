"""Children who are missing: absences, each agency's account of them, and what follows."""
