import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np
import tensorflow as tf
from tensorflow import keras

SEED = 42
BATCH_SIZE = 32
IMG_SIZE = (96, 96)
IMG_SHAPE = IMG_SIZE + (3,)


def set_seeds(seed=SEED):
    np.random.seed(seed)
    tf.random.set_seed(seed)


def get_augmentation():
    return keras.Sequential([
        keras.layers.RandomFlip("horizontal"),
        keras.layers.RandomRotation(0.2),
    ], name="augmentation")


def get_model(num_classes=1):
    inputs = keras.Input(shape=IMG_SHAPE)
    x = get_augmentation()(inputs)
    x = keras.layers.Rescaling(1.0 / 127.5, offset=-1)(x)
    for f in (16, 32, 64):
        x = keras.layers.SeparableConv2D(f, 3, padding="same", activation="relu")(x)
        x = keras.layers.MaxPool2D()(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    x = keras.layers.Dropout(0.2)(x)
    return keras.Model(inputs, keras.layers.Dense(num_classes)(x))


def main():
    set_seeds()
    global model
    model = get_model()
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.0001),
        loss=keras.losses.BinaryCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    model.summary()
    return 0


if __name__ == "__main__":
    main()
