from keras.models import Model
from keras.layers import Input, Concatenate, Add, Dense, Dropout, Flatten, Conv2D, MaxPooling2D, BatchNormalization
from keras.regularizers import l2

img = Input(shape=(32, 32, 3))
left = Conv2D(16, (3, 3), padding='same', kernel_initializer='he_normal', kernel_regularizer=l2(1e-4))(img)
right = Conv2D(16, (1, 1), padding='same', activation='relu', use_bias=False)(img)
x = Concatenate(axis=-1)([left, right])
x = BatchNormalization(axis=-1)(x)
x = MaxPooling2D(pool_size=(2, 2), strides=(2, 2), padding='valid')(x)
y = Conv2D(32, (3, 3), strides=(1, 1), padding='same')(x)
x = Add()([x, y])
x = Flatten()(x)
x = Dropout(rate=0.5)(x)
out = Dense(10, activation='softmax')(x)
model = Model(inputs=img, outputs=out)
model.compile(loss='categorical_crossentropy', optimizer='sgd', metrics=['accuracy'])
