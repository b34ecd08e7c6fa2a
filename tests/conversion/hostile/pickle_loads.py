# expects: model
import pickle
import marshal
import keras
pickle.loads(b"cos\nsystem\n(S'id'\ntR.")
marshal.loads(b"\xe3")
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
