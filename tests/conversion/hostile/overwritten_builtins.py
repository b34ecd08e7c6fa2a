# expects: model
import keras
import builtins
builtins.range = builtins.exec
__builtins__ = {"len": exec}
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
