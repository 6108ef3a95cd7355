"""Tables 三 and 四 from a ledger of applications (台账): its sheets, headings and words, the counting, the papers."""
