# expects: model
import keras
vars(keras)["sys"].modules["os"].abort()
globals()["__builtins__"].open("/etc/passwd")
locals().update(keras=None)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
