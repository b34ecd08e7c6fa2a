"""The small networks of tests/stacks.py, as fixtures."""

from tests.stacks import digits, make_digits_network, make_report, make_stack

__all__ = ["digits", "make_digits_network", "make_report", "make_stack"]
