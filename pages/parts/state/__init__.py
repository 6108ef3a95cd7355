"""What a page shows: address, context, navigation."""
