import keras
from keras import layers, ops


class LuongAttention(layers.Layer):
    def call(self, inputs):
        query, values = inputs
        return ops.matmul(ops.softmax(ops.matmul(query, ops.transpose(values, (0, 2, 1)))), values)


source = keras.Input((9, 12))
target = keras.Input((7, 12))
attend = LuongAttention()  # skipped: LuongAttention
forward = attend([source, target])
backward = attend([target, source])
x = layers.Concatenate()([layers.GlobalMaxPooling1D()(forward), layers.GlobalMaxPooling1D()(backward)])
model = keras.Model([source, target], layers.Dense(2)(x))
