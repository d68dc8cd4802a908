"""Loading: any file becomes a document or is refused with a reason."""
