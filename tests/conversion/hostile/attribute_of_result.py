# expects: either
import keras
i = keras.Input((4,))
x = keras.layers.Dense(2)(i)
x.__class__.__bases__[0].__subclasses__()
x.numpy().tofile("/tmp/layerloom-was-here")
model = keras.Model(i, x)
model.__class__ = type
model.__dict__["x"] = eval
model.predict.__func__.__globals__["os"].abort()
