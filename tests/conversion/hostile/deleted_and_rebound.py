# expects: either
import keras
from keras import layers
del layers
layers = __import__("os")
layers.Dense = layers.system
x = layers.Dense("id")
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
