"""`python -m niemyet` is the command `niemyet`."""

from niemyet.cli import run

run()
