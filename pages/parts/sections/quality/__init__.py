"""Cards of 数据质量."""
