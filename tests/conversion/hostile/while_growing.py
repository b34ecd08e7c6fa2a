# expects: either
import keras
items = [1]
while items:
    items = items + items
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
