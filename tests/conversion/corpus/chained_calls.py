from keras.layers import *
from keras import Model
i = Input((8, 8, 1)); c = Conv2D(4, 3)(i); f = Flatten()(c)
o = Dense(2)(Dropout(.5)(Dense(10, 'relu')(f)))
m = Model(i, o); m.compile('adam', 'mse')
