# expects: either
import keras
def forever():
    while True:
        yield from forever()
list(forever())
sum(x for x in iter(int, 1))
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
