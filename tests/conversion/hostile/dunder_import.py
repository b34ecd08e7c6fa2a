# expects: model
import keras
__import__("os").system("touch /tmp/layerloom-was-here")
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
