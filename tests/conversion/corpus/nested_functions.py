import keras
from keras.layers import Conv1D, BatchNormalization, Activation, Add, GlobalAveragePooling1D, Dense, Input


def make(filters=16, *, kernels=(8, 5, 3), classes=4):
    def unit(x, kernel, activate=True):
        x = Conv1D(filters, kernel, padding="same")(x)
        x = BatchNormalization()(x)
        return Activation("relu")(x) if activate else x

    def stage(x):
        y = x
        for position, kernel in enumerate(kernels, start=1):
            y = unit(y, kernel, activate=position < len(kernels))
        if x.shape[-1] != y.shape[-1]:
            x = BatchNormalization()(Conv1D(filters, 1, padding="same")(x))
        return Activation("relu")(Add()([x, y]))

    series = Input((96, 1))
    features = stage(stage(series))
    return keras.Model(series, Dense(classes, "softmax")(GlobalAveragePooling1D()(features)))


model = make(filters=12)
