import json

import keras
from keras import layers

CONFIG = json.loads("""
{"filters": [8, 16, 32], "kernel": 3, "pool": true, "dense": {"units": 20, "activation": "relu"}, "classes": 6}
""")

model = keras.Sequential([keras.Input((48, 48, 1))])
for filters in CONFIG["filters"]:
    model.add(layers.Conv2D(filters, CONFIG["kernel"], activation="relu"))
    if CONFIG.get("pool", False):
        model.add(layers.MaxPooling2D())
model.add(layers.Flatten())
model.add(layers.Dense(**CONFIG["dense"]))
model.add(layers.Dense(CONFIG["classes"], activation="softmax"))
