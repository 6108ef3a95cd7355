"""Records that the stages hand on."""
