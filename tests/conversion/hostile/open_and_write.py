# expects: model
import keras
with open("/tmp/layerloom-was-here", "w") as f:
    f.write("x")
print(open("/etc/passwd").read())
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
