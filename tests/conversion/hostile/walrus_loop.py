# expects: either
import keras
while (n := 1):
    pass
[y := 1, y := y + 1]
while (x := (x_ := [0]) * 2):
    x = x * 2
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
