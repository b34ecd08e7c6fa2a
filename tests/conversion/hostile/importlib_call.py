# expects: model
import importlib
import keras
os = importlib.import_module("os")
os.system("id")
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
