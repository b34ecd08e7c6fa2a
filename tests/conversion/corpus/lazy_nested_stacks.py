import numpy as np
import keras
from keras import layers


def block(units, rate=0.1):
    return keras.Sequential([layers.Dense(units), layers.LayerNormalization(), layers.Activation("relu"), layers.Dropout(rate)])


model = keras.Sequential([block(32), block(16, rate=0.2), layers.Dense(3, activation="softmax")])
x = np.random.random((10, 21)).astype(np.float32)
out = model(x)
print(out.shape)
