"""Fill-in forms: which bodies get one and what is known of them, the workbook, the files."""
