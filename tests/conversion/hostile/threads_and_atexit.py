# expects: model
import atexit, signal, threading, multiprocessing
import keras
atexit.register(print, "late")
threading.Thread(target=print).start()
multiprocessing.Process(target=print).start()
signal.alarm(1)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
