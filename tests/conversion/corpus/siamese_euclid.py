"""Two photographs, one encoder, one distance."""
from keras import layers, models, ops
import keras


def make_encoder(shape, width=32):
    encoder = models.Sequential(name="encoder")
    encoder.add(layers.Input(shape=shape))
    encoder.add(layers.Conv2D(width, 5, activation="tanh"))
    encoder.add(layers.AveragePooling2D(pool_size=(2, 2)))
    encoder.add(layers.Conv2D(width * 2, 5, activation="tanh"))
    encoder.add(layers.AveragePooling2D(pool_size=(2, 2)))
    encoder.add(layers.Flatten())
    encoder.add(layers.Dense(10, activation="tanh"))
    return encoder


encoder = make_encoder((28, 28, 1), width=4)
left = layers.Input((28, 28, 1), name="left")
right = layers.Input((28, 28, 1), name="right")
a = encoder(left)
b = encoder(right)
squared = ops.square(a - b)
distance = ops.sqrt(ops.sum(squared, axis=1, keepdims=True))
normal = layers.BatchNormalization()(distance)
output = layers.Dense(1, activation="sigmoid")(normal)
siamese = keras.Model(inputs=[left, right], outputs=output)
siamese.compile(loss="binary_crossentropy", optimizer="rmsprop", metrics=["accuracy"])
