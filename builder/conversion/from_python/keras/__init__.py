"""What Keras adds to the language: its names, layers, models and tensors, and the networks that come of them."""
