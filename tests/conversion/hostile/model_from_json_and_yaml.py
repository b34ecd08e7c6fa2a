# expects: refused
from keras.models import model_from_json, model_from_config
import keras
model = model_from_json(open("/etc/passwd").read())
m2 = keras.Model.from_config({"class_name": "Lambda", "config": {"function": "os.system"}})
m3 = keras.layers.deserialize({"module": "os", "class_name": "system", "config": "id"})
m4 = keras.saving.deserialize_keras_object({"module": "builtins", "class_name": "eval", "config": "1"})
