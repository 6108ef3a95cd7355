"""Cards of 主动公开."""
