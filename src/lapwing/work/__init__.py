"""What agencies do together: instruments, actions, deadlines, meetings, alerts."""
