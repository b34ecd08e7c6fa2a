# expects: noted
import keras
class Evil(keras.layers.Layer):
    def call(self, x):
        __import__("os").abort()
        return x
    def __init__(self):
        super().__init__()
        __import__("os").abort()
model = keras.Sequential([keras.Input((4,)), Evil()])
