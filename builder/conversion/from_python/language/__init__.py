"""Python as it is followed without running it: knows no library."""
