"""Every form that a network can be taken out in: :mod:`.exports` says which."""
