import math

import keras
from keras import callbacks, layers, regularizers


def step_decay(epoch):
    return 0.1 * math.pow(0.5, math.floor((1 + epoch) / 10.0))


class PrintEpoch(callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        print(epoch, (logs or {}).get("loss"))


reg = regularizers.l2(1e-4)
model = keras.Sequential([
    keras.Input((16,)),
    layers.Dense(32, activation="relu", kernel_regularizer=reg),
    layers.Dense(16, activation="relu", kernel_regularizer=regularizers.l1_l2(l1=1e-5, l2=1e-4)),
    layers.Dense(1),
])
model.compile(
    optimizer=keras.optimizers.SGD(
        learning_rate=keras.optimizers.schedules.ExponentialDecay(1e-2, decay_steps=10000, decay_rate=0.9), momentum=0.9
    ),
    loss=keras.losses.Huber(),
)
