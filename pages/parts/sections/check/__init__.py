"""Cards of 报告自检."""
