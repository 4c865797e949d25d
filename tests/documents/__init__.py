"""What `make documents` does: the example documents, and whether office programs open ours."""
