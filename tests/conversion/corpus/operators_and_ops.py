import keras
from keras import ops
from keras.layers import Dense

a = keras.Input((6,), name="a")
b = keras.Input((6,), name="b")

total = a + b
scaled = total * 0.5
flipped = 1.0 - scaled
ratio = flipped / 3
powered = ratio ** 2
first = powered[:, 0:1]
rest = powered[:, 1:]
back = ops.concatenate([rest, first], axis=-1)
mean = ops.mean(back, axis=1, keepdims=True)
centred = back - mean
spread = ops.sqrt(ops.mean(ops.square(centred), axis=-1, keepdims=True) + 1e-6)
normal = centred / spread
clipped = ops.clip(normal, -2.0, 2.0)
weights = ops.softmax(Dense(6)(clipped), axis=-1)
mixed = ops.sum(weights * normal, axis=1)
biggest = ops.max(-normal, axis=1)
result = ops.stack([mixed, biggest], axis=1)
model = keras.Model([a, b], result)
