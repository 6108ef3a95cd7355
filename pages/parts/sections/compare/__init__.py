"""Cards of 区县对比."""
