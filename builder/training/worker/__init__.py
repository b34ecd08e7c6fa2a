"""The process of one training: its loop, its weights and checkpoints, and what it measures. Imports Keras.

``__main__`` is where it begins and ``run`` what it does with one run; the web process imports nothing from here.
"""
