# expects: noted, says: TorchModuleWrapper
import keras
model = keras.Sequential([keras.layers.Input((4,)), keras.layers.TorchModuleWrapper(open("/etc/passwd"))])
