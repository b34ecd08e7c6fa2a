import numpy as np
import keras
from keras import layers

model = keras.Sequential()
model.add(layers.Dense(3, activation="relu", name="hidden"))
model.add(layers.Dense(2, name="logits"))

sample = np.array([[0.1, 0.2, 0.3, 0.4]])
print(model.predict(sample))
for layer in model.layers:
    print(layer.name)
