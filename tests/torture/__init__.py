"""Proof by killing: `make torture` runs it long, `make test` short."""
