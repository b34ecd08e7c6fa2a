import gc

import numpy as np
import keras
from keras import layers
from sklearn.model_selection import KFold
from sklearn.preprocessing import StandardScaler

N_FOLDS = 3
train = np.random.rand(90, 18)
target = np.random.rand(90)
test = np.random.rand(30, 18)
scaler = StandardScaler().fit(train)
train, test = scaler.transform(train), scaler.transform(test)


def get_model(n):
    inp = layers.Input((n,))
    x = layers.BatchNormalization()(inp)
    x = layers.Dense(64, activation="swish")(x)
    x = layers.Dropout(0.1)(x)
    x = layers.Dense(1, activation="linear")(x)
    m = keras.Model(inp, x)
    m.compile(optimizer=keras.optimizers.Adam(1e-3), loss="mse")
    return m


oof = np.zeros(len(train))
preds = []
for fold, (tr, va) in enumerate(KFold(N_FOLDS, shuffle=True, random_state=1).split(train)):
    print("fold", fold, len(tr), len(va))

model = get_model(train.shape[1])
model.fit(train, target, epochs=1, verbose=0)
gc.collect()
