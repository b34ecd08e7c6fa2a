import keras
from keras import layers, ops


class GraphConvolution(layers.Layer):
    def __init__(self, units, activation=None, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.activation = keras.activations.get(activation)

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[0][-1], self.units))

    def call(self, inputs):
        features, adjacency = inputs
        return self.activation(ops.matmul(adjacency, ops.matmul(features, self.kernel)))


x_features = keras.Input((34, 8))
x_adjacency = keras.Input((34, 34))
h = layers.Dropout(0.5)(x_features)
h = GraphConvolution(16, activation="relu")([h, x_adjacency])  # skipped: GraphConvolution
h = layers.Dropout(0.5)(h)
h = GraphConvolution(4, activation="softmax")([h, x_adjacency])  # skipped: GraphConvolution
gcn = keras.Model([x_features, x_adjacency], h)
