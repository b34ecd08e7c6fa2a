import tensorflow as tf
from tensorflow.keras import layers, models

swish = lambda x: x * tf.sigmoid(x)  # noqa: E731

inputs = layers.Input(shape=(32, 32, 3))
x = layers.Conv2D(16, (3, 3), padding="same", activation=swish)(inputs)
x = layers.MaxPooling2D()(x)
x = layers.Conv2D(32, (3, 3), padding="same", activation=swish)(x)
x = layers.GlobalAveragePooling2D()(x)
outputs = layers.Dense(10, activation="softmax")(x)
model = models.Model(inputs, outputs)
