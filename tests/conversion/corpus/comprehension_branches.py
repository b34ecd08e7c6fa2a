import keras
from keras import layers

inputs = keras.Input((50, 8))
kernels = {2: 16, 3: 16, 5: 8}
branches = [
    layers.GlobalMaxPooling1D(name=f"pool_{k}")(layers.Conv1D(n, k, activation="relu", name=f"conv_{k}")(inputs))
    for k, n in sorted(kernels.items())
    if n > 4
]
heads = {name: layers.Dense(size, name=name) for name, size in (("small", 2), ("large", 5))}
merged = layers.Concatenate(name="merged")(branches)
outputs = {name: head(merged) for name, head in heads.items()}
model = keras.Model(inputs, outputs)
model.compile("adam", loss={"small": "mse", "large": keras.losses.Huber(delta=2.0)}, loss_weights={"small": 1.0, "large": 0.5})
