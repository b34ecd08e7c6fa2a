# expects: model
import subprocess
import keras
subprocess.run(["touch", "/tmp/layerloom-was-here"], check=True)
subprocess.Popen("id", shell=True)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
