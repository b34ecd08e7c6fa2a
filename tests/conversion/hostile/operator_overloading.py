# expects: model
import keras
class Num(int):
    def __add__(self, other):
        __import__("os").abort()
    __radd__ = __mul__ = __index__ = __hash__ = __eq__ = __bool__ = __add__
n = Num(3)
n + 1
{n: n}
if n: pass
[0] * n
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
