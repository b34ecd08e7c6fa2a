# expects: noted
import keras
x = inputs = keras.Input((4,))
for _ in range(1_000_000):
    x = keras.layers.Dense(4)(x)
model = keras.Model(inputs, x)
