# expects: model
import keras
import os
@os.system
def harmless():
    return "id"
@keras.saving.register_keras_serializable(package=os.system("id"))
def other():
    pass
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
