"""The demo's one-click sign-in. Its routes exist only where `LAPWING_MODE` is `demo`."""
