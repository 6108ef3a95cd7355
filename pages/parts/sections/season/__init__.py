"""Cards of 汇总与通报."""
