"""Files that hold files: archives and mails. Their members are listed and read in memory, never unpacked to disk."""
