# expects: either
from __future__ import barry_as_FLUFL
import keras
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
