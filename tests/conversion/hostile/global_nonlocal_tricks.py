# expects: either
import keras
def f():
    global keras, __builtins__
    keras = __import__("os")
    def g():
        nonlocal_ = 1
    return keras
f().system("id")
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
