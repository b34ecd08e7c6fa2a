"""Draws a network as a picture for print, SVG or PNG: :mod:`.diagram` is the way in."""
