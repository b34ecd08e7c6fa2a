# expects: either
import keras
while True:
    pass
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
