from abc import ABC, abstractmethod

import keras
from keras import layers


class BaseModel(ABC):
    def __init__(self, input_shape, n_out):
        self.input_shape = input_shape
        self.n_out = n_out

    @abstractmethod
    def body(self, x):
        ...

    def build(self):
        inputs = keras.Input(self.input_shape)
        outputs = layers.Dense(self.n_out, name="logits")(self.body(inputs))
        return keras.Model(inputs, outputs, name=type(self).__name__.lower())


class Recurrent(BaseModel):
    def __init__(self, input_shape, n_out, units=20):
        super().__init__(input_shape, n_out)
        self.units = units

    def body(self, x):
        x = layers.GRU(self.units, return_sequences=True)(x)
        return layers.GlobalAveragePooling1D()(x)


class Convolutional(BaseModel):
    def body(self, x):
        for f in (8, 16):
            x = layers.Conv1D(f, 5, activation="relu")(x)
        return layers.Flatten()(x)


rnn = Recurrent((25, 3), 2, units=12).build()
cnn = Convolutional((25, 3), 2).build()
