from keras.models import Model
from keras.layers import Input, merge
from keras.layers.core import Dense, Dropout, Flatten
from keras.layers.convolutional import Convolution2D, MaxPooling2D
from keras.layers.normalization import BatchNormalization
from keras.regularizers import l2

img = Input(shape=(32, 32, 3))
left = Convolution2D(16, 3, 3, border_mode='same', init='he_normal', W_regularizer=l2(1e-4))(img)
right = Convolution2D(16, 1, 1, border_mode='same', activation='relu', bias=False)(img)
x = merge([left, right], mode='concat', concat_axis=-1)
x = BatchNormalization(mode=0, axis=-1)(x)
x = MaxPooling2D(pool_size=(2, 2), strides=(2, 2), border_mode='valid')(x)
y = Convolution2D(32, 3, 3, subsample=(1, 1), border_mode='same')(x)
x = merge([x, y], mode='sum')
x = Flatten()(x)
x = Dropout(p=0.5)(x)
out = Dense(output_dim=10, activation='softmax')(x)
model = Model(input=img, output=out)
model.compile(loss='categorical_crossentropy', optimizer='sgd', metrics=['accuracy'])
