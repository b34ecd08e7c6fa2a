# expects: model
import keras
"{0.__class__.__init__.__globals__}".format(keras)
"{k.layers.__loader__}".format(k=keras)
"{0:{1}}".format(1, 10**9)
"{:>{w}}".format("a", w="9" * 10)
"{a.b[c]}".format_map({"a": keras})
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
