"""One database version: its relations, how it is built, checked and found."""
