"""Papers as offices write them: Word documents laid out by GB/T 9704, with the official form as native tables."""
