#!/usr/bin/env python
import argparse

import keras
from keras import layers


def parse_args(argv=None):
    parser = argparse.ArgumentParser(description="Train a small classifier")
    parser.add_argument("--hidden", type=int, default=64, help="units in the hidden layers")
    parser.add_argument("--depth", type=int, default=3)
    parser.add_argument("--dropout", type=float, default=0.25)
    parser.add_argument("--activation", default="relu", choices=["relu", "tanh"])
    parser.add_argument("--batch-norm", action="store_true")
    parser.add_argument("--learning-rate", "-lr", type=float, default=1e-3)
    return parser.parse_args(argv)


def build(args):
    model = keras.Sequential(name="classifier")
    model.add(layers.Input((30,)))
    for i in range(args.depth):
        model.add(layers.Dense(args.hidden // 2**i, activation=args.activation, name=f"hidden_{i}"))
        if args.batch_norm:
            model.add(layers.BatchNormalization())
        model.add(layers.Dropout(args.dropout))
    model.add(layers.Dense(1, activation="sigmoid"))
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=args.learning_rate), loss="binary_crossentropy")
    return model


args = parse_args()
model = build(args)
