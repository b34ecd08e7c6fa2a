# expects: noted, says: TFSMLayer
import keras
model = keras.Sequential([keras.layers.Input((4,)), keras.layers.TFSMLayer("/tmp/saved_model", call_endpoint="serve")])
