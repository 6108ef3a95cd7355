"""Cards of 依申请公开."""
