# expects: model
import keras
code = compile("import os", "<string>", "exec")
exec(code, {})
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
