# expects: either
import keras
n = 10
for _ in range(100):
    n = n * n
m = 2 ** n
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
