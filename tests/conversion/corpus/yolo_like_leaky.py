import keras
from keras.layers import Conv2D, BatchNormalization, LeakyReLU, ZeroPadding2D, UpSampling2D, Concatenate, Add

leaky = {"negative_slope": 0.1}


def DarknetConv(x, filters, size, strides=1, batch_norm=True):
    if strides == 1:
        padding = 'same'
    else:
        x = ZeroPadding2D(((1, 0), (1, 0)))(x)  # top left half-padding
        padding = 'valid'
    x = Conv2D(filters=filters, kernel_size=size,
               strides=strides, padding=padding,
               use_bias=not batch_norm, kernel_regularizer=keras.regularizers.l2(0.0005))(x)
    if batch_norm:
        x = BatchNormalization()(x)
        x = LeakyReLU(**leaky)(x)
    return x


def DarknetBlock(x, filters, blocks):
    x = DarknetConv(x, filters, 3, strides=2)
    for _ in range(blocks):
        prev = x
        x = DarknetConv(x, filters // 2, 1)
        x = DarknetConv(x, filters, 3)
        x = Add()([prev, x])
    return x


def Darknet(name=None):
    x = inputs = keras.Input([None, None, 3])
    x = DarknetConv(x, 4, 3)
    x = DarknetBlock(x, 8, 1)
    x = x_36 = DarknetBlock(x, 16, 2)
    x = DarknetBlock(x, 32, 2)
    return keras.Model(inputs, (x_36, x), name=name)


inputs = keras.Input([64, 64, 3], name='input')
x_36, x = Darknet(name='darknet')(inputs)
x = UpSampling2D(2)(DarknetConv(x, 16, 1))
x = Concatenate()([x, x_36])
model = keras.Model(inputs, Conv2D(3 * 7, 1)(x), name='detector')
