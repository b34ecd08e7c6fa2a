from keras.layers import *
from keras.models import Model


def fire(x, squeeze, expand, n):
    s = 'fire' + str(n) + '/'
    s = s.replace('/', '_')
    x = Convolution2D(squeeze, (1, 1), padding='valid', name=s + 'sq')(x)
    x = Activation('relu', name=s + 'relu')(x)
    left = Convolution2D(expand, (1, 1), padding='valid', name=s + 'e1')(x)
    right = Convolution2D(expand, (3, 3), padding='same', name=s + 'e3')(x)
    return concatenate([Activation('relu')(left), Activation('relu')(right)], axis=3, name=s + 'concat')


img_input = Input(shape=(64, 64, 3))
x = Convolution2D(16, (3, 3), strides=(2, 2), padding='valid', name='conv1')(img_input)
x = MaxPooling2D(pool_size=(3, 3), strides=(2, 2), name='pool1')(x)
for i in range(2, 6):
    x = fire(x, squeeze=4 * i, expand=8 * i, n=i)
    if i % 2 == 1:
        x = MaxPooling2D(pool_size=(3, 3), strides=(2, 2), name='pool%s' % i)(x)
x = GlobalAveragePooling2D()(x)
x = Activation('softmax', name='loss')(x)
model = Model(img_input, x, name='squeezenet')
