"""What a finding compares, as columns of a table or download."""

# numbers of a rule that compares numbers; the last two are the texts of any other rule
COMPARED = ("printed", "computed", "difference", "expected_side", "found_side")
