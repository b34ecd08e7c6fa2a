# expects: model
import keras
from keras import layers
layers.__dict__["Dense"].__init__.__globals__["os"].system("id")
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
