"""Cards of 数据与口径."""
