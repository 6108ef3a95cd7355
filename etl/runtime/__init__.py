"""Where the program runs: its folders, and limits on its processes."""
