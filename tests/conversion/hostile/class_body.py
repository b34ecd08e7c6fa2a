# expects: model
import keras
class Config:
    import os
    os.system("id")
    value = [open(p) for p in ("/etc/passwd",)]
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
