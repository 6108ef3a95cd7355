"""Rules over more than one report."""
