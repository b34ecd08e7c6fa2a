# expects: refused
import keras
model = keras.applications.MobileNet(weights="/etc/passwd")
other = keras.applications.MobileNet(weights="http://127.0.0.1:9/x.h5", classes=10**9)
