"""Cards of 总览."""
