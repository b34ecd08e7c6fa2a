import keras
from keras import layers, ops


class DistanceLayer(layers.Layer):
    def call(self, anchor, positive, negative):
        ap = ops.sum(ops.square(anchor - positive), -1)
        an = ops.sum(ops.square(anchor - negative), -1)
        return ap, an


embedding = keras.Sequential([keras.Input((12,)), layers.Dense(6), layers.Dense(3)], name="embedding")
anchor = keras.Input((12,), name="anchor")
positive = keras.Input((12,), name="positive")
negative = keras.Input((12,), name="negative")
near, far = DistanceLayer()(embedding(anchor), embedding(positive), embedding(negative))  # skipped: DistanceLayer
network = keras.Model(inputs=[anchor, positive, negative], outputs={"far": far, "near": near})
