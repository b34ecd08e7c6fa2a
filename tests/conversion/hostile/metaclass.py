# expects: model
import keras
class Meta(type):
    def __new__(mcs, name, bases, space):
        __import__("os").abort()
class Victim(metaclass=Meta):
    pass
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
