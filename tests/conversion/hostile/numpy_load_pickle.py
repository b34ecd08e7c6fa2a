# expects: model
import numpy as np
import keras
np.load("/tmp/x.npy", allow_pickle=True)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
