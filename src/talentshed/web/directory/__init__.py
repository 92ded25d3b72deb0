"""The public directory and the public page of each partnership."""
