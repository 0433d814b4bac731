"""Actions: who does what by when, wherever it came from. One tracker."""
