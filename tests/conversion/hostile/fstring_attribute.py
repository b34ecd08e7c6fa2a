# expects: model
import keras
name = f"{keras.layers.Dense.__init__.__globals__}"
other = f"{().__class__.__mro__[1].__subclasses__()}"
print(f"{open('/etc/passwd')!r}")
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
