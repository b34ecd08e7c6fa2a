"""Takes the last layer off and puts another on."""
from tensorflow import keras
from tensorflow.keras import layers

model_A = keras.models.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(),
    layers.Dense(30, activation="relu", name="first"),
    layers.Dense(20, activation="relu", name="second"),
    layers.Dense(8, activation="softmax", name="classes"),
])

model_B_on_A = keras.models.Sequential([keras.Input((28, 28))] + model_A.layers[:-1])
model_B_on_A.add(layers.Dense(1, activation="sigmoid", name="yes"))

for layer in model_B_on_A.layers[:-1]:
    layer.trainable = False

features = keras.Model(inputs=model_A.inputs, outputs=model_A.get_layer("second").output)
all_features = keras.Model(model_A.inputs, [layer.output for layer in model_A.layers[1:]])
