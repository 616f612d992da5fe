"""Understanding: what a prospect's words mean. Readers return typed values with their words."""
