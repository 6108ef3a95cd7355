"""Pictures of pages: found upright and straight, their ruled lines and text recognised, onto the page model of PDF."""
