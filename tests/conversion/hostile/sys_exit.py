# expects: model
import sys
import keras
sys.exit(1)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
