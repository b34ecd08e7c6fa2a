#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""Trains a small convolutional network from the command line."""
import argparse
import os
import sys

import keras
from keras import layers


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--lr", type=float, default=1e-3)
    return parser.parse_args([])


def create_model(num_classes: int = 10, dropout: float = 0.5) -> keras.Model:
    """Returns an uncompiled model."""
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(16, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D()(x)
    x = layers.Flatten()(x)
    x = layers.Dropout(dropout)(x)
    return keras.Model(inputs, layers.Dense(num_classes, activation="softmax")(x))


def main():
    model = create_model()
    return model


if __name__ == "__main__":
    args = parse_arguments()
    model = main()
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    print(os.path.basename(sys.argv[0]), args.epochs)
