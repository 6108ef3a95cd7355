"""The command line: one module per command, messages in Chinese or English."""
