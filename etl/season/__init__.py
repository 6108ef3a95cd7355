"""The office's season: drafts of a government's own tables, fill-in forms, ledgers and circulars."""
