# expects: model
import keras
class C:
    def __enter__(self): __import__("os").abort()
    def __exit__(self, *a): __import__("os").abort()
with C() as c:
    pass
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
