from keras import Input, Model
from keras.layers import Conv2D, Flatten, Dense

side = 64
filters = 4
inputs = Input((side, side, 1))
x = inputs
while side > 4:
    filters = min(filters * 2, 32)
    x = Conv2D(filters, 3, strides=2, padding='same', activation='relu', name=f'down_{side}_to_{side // 2}')(x)
    side //= 2
else:
    x = Flatten()(x)
assert x.shape[1] == 4 * 4 * filters
model = Model(inputs, Dense(1)(x))
