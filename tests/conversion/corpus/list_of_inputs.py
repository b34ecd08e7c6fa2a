import keras
from keras import layers

COLUMNS = ["speed", "height", "weight", "age"]
inputs = {name: keras.Input(shape=(1,), name=name) for name in COLUMNS}
hidden = layers.Dense(8, activation="relu")
each = [hidden(tensor) for tensor in inputs.values()]
average = layers.Average()(each)
largest = layers.Maximum()(each)
smallest = layers.Minimum()(each)
difference = layers.Subtract()([largest, smallest])
x = layers.Multiply()([average, difference])
model = keras.Model(inputs=inputs, outputs=layers.Dense(1, name="price")(x))
model.compile("sgd", "mae")
