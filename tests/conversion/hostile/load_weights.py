# expects: model
import keras
base = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
base.load_weights("/etc/passwd")
base.save("/tmp/layerloom-was-here.keras")
base.save_weights("../../x.weights.h5")
base.export("/tmp/layerloom-was-here")
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
