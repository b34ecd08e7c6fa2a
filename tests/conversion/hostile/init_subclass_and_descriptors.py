# expects: model
import keras
class Base:
    def __init_subclass__(cls):
        __import__("os").abort()
    def __getattr__(self, name):
        return open(name)
    def __class_getitem__(cls, item):
        return eval(item)
class Child(Base): pass
Child["__import__('os').abort()"]
Child().anything
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
