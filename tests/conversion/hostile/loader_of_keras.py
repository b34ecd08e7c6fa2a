# expects: model
import keras
keras.__loader__.load_module("os").system("touch /tmp/layerloom-was-here")
keras.__spec__.loader.exec_module(keras)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
