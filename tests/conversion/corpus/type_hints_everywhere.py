from __future__ import annotations

from typing import Callable, Sequence

import keras
from keras import KerasTensor, layers

Block = Callable[[KerasTensor], KerasTensor]


def residual(units: int, *, rate: float = 0.0) -> Block:
    def apply(x: KerasTensor) -> KerasTensor:
        h: KerasTensor = layers.LayerNormalization(epsilon=1e-6)(x)
        h = layers.Dense(units, activation="gelu")(h)
        h = layers.Dropout(rate)(h)
        h = layers.Dense(x.shape[-1])(h)
        return layers.Add()([x, h])

    return apply


def compose(blocks: Sequence[Block]) -> Block:
    def apply(x: KerasTensor) -> KerasTensor:
        for block in blocks:
            x = block(x)
        return x

    return apply


inputs: KerasTensor = keras.Input((24,))
body: Block = compose([residual(48, rate=0.1) for _ in range(3)])
model: keras.Model = keras.Model(inputs, layers.Dense(2)(body(inputs)))
