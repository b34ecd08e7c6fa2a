import keras
from keras import layers

NUMERIC = {"age": (54.0, 81.0), "trestbps": (131.0, 320.0), "chol": (246.0, 2_700.0)}
CATEGORICAL = {"sex": ["female", "male"], "thal": ["fixed", "normal", "reversible"]}

inputs, encoded = [], []
for name, (mean, variance) in NUMERIC.items():
    column = keras.Input(shape=(1,), name=name)
    inputs.append(column)
    encoded.append(layers.Normalization(mean=mean, variance=variance)(column))
for name, vocabulary in CATEGORICAL.items():
    column = keras.Input(shape=(1,), name=name, dtype="string")
    inputs.append(column)
    lookup = layers.StringLookup(vocabulary=vocabulary, output_mode="one_hot")
    encoded.append(lookup(column))
rooms = keras.Input((1,), name="rooms", dtype="int64")
inputs.append(rooms)
encoded.append(layers.CategoryEncoding(num_tokens=8, output_mode="one_hot")(rooms))

all_features = layers.concatenate(encoded)
x = layers.Dense(32, activation="relu")(all_features)
x = layers.Dropout(0.5)(x)
output = layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(inputs, output)
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
