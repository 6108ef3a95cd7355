"""Who filed a report, and for which year."""
