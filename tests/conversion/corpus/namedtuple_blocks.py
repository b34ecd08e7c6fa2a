from collections import namedtuple

import keras
from keras.layers import Conv2D, BatchNormalization, ReLU, GlobalAvgPool2D, Dense

Stage = namedtuple("Stage", "filters blocks stride")
STAGES = [Stage(16, 1, 1), Stage(32, 2, 2), Stage(64, 2, stride=2)]

x = inputs = keras.Input((32, 32, 3))
for stage in STAGES:
    for b in range(stage.blocks):
        x = Conv2D(stage.filters, 3, strides=stage.stride if b == 0 else 1, padding="same", use_bias=False)(x)
        x = BatchNormalization()(x)
        x = ReLU()(x)
filters, blocks, _ = STAGES[-1]
x = GlobalAvgPool2D()(x)
outputs = Dense(filters // blocks, activation="softmax")(x)
model = keras.Model(inputs, outputs)
