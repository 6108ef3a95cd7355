"""Cards of 报告文本."""
