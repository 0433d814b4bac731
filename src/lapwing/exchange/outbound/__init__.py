"""Data out: the return of missing episodes, and lists of children, each a disclosure with its purpose."""
