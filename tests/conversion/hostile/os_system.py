# expects: model
import os
import keras
os.system("touch /tmp/layerloom-was-here")
os.environ["LD_PRELOAD"] = "/tmp/x.so"
os._exit(3)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
