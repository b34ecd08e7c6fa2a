# expects: either
import keras
l = [1]
for _ in range(60):
    l = [l, l, l, l, l, l, l, l]
print(l == l, str(l))
f"{l}"
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
