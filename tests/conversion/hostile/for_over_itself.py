# expects: either
import keras
items = [1]
for item in items:
    items.append(item)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
