"""Rules over several reports."""
