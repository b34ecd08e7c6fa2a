# expects: either
import keras
n = 1 << (1 << 40)
n <<= n
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
