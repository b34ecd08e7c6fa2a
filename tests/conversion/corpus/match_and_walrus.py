"""Newer Python: match, :=, star in lists, keyword-only arguments, type hints."""
from __future__ import annotations

import keras
from keras import layers

Spec = tuple[str, int]
PLAN: list[Spec] = [("dense", 24), ("drop", 30), *[("dense", 2**n) for n in (4, 3)], ("norm", 0)]

x: keras.KerasTensor = keras.Input((9,))
start = x
for kind, number in PLAN:
    match kind:
        case "dense":
            x = layers.Dense(number, activation="relu")(x)
        case "drop" if number > 0:
            x = layers.Dropout(number / 100)(x)
        case _:
            x = layers.BatchNormalization()(x)
if (width := x.shape[-1]) > 4:
    x = layers.Dense(width // 2)(x)
model = keras.Model(start, x)
