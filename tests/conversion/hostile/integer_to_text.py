# expects: either
import keras
n = 7 ** 200000
s = str(n)
t = int("9" * 5000)
u = f"{n}"
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
