"""Cards of 复议诉讼."""
