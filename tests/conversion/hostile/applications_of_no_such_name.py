# expects: refused
import keras
model = keras.applications.__loader__("x")
m2 = keras.applications.imagenet_utils.os.system("id")
m3 = keras.applications.mobilenet.backend.eval("1")
