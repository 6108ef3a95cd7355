"""Cards of 机关档案."""
