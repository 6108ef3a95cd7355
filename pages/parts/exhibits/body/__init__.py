"""机关档案: one body, its reports and where each figure stands in its source."""
