# expects: noted
import keras
model = keras.Sequential([keras.Input((4,))])
while True:
    model.add(keras.layers.Dense(4))
