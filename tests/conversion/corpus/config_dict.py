import keras
from keras import layers

CONFIG = {
    "input_shape": (30,),
    "hidden": [
        {"units": 64, "activation": "relu"},
        {"units": 32, "activation": "tanh", "use_bias": False},
    ],
    "dropout": 0.2,
    "output": {"units": 3, "activation": "softmax"},
    "optimizer": {"name": "adam", "learning_rate": 3e-4},
}

inputs = keras.Input(CONFIG["input_shape"])
x = inputs
for settings in CONFIG["hidden"]:
    x = layers.Dense(**settings)(x)
    if CONFIG.get("dropout", 0) > 0:
        x = layers.Dropout(CONFIG["dropout"])(x)
outputs = layers.Dense(**CONFIG["output"])(x)
model = keras.Model(inputs, outputs, name=CONFIG.get("name", "configured"))
model.compile(
    optimizer=keras.optimizers.Adam(CONFIG["optimizer"]["learning_rate"]),
    loss="categorical_crossentropy",
    metrics=["accuracy", keras.metrics.AUC(name="auc")],
)
