# expects: model
import keras
path = keras.utils.get_file("x.tar", "http://127.0.0.1:9/x.tar", extract=True, cache_dir="/")
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
