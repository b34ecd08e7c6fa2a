from keras import backend as K
import keras
from keras.layers import Input, Dense, Activation
from keras.models import Model


def mish(x):
    return x * keras.ops.tanh(keras.ops.softplus(x))


inp = Input(shape=(20,))
x = Dense(64)(inp)
x = Activation(mish)(x)
x = Dense(32)(x)
x = Activation(mish)(x)
out = Dense(1, activation="sigmoid")(x)
model = Model(inputs=inp, outputs=out)
eps = K.epsilon()
