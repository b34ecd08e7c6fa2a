from keras import layers
import keras

inp = layers.Input(shape=(None, 16, 16, 1))
x = inp
for kernel in (5, 3, 1):
    x = layers.ConvLSTM2D(
        filters=8,
        kernel_size=(kernel, kernel),
        padding="same",
        return_sequences=True,
        activation="relu",
    )(x)
    if kernel != 1:
        x = layers.BatchNormalization()(x)
x = layers.Conv3D(filters=1, kernel_size=(3, 3, 3), activation="sigmoid", padding="same")(x)
model = keras.models.Model(inp, x)
model.compile(loss=keras.losses.binary_crossentropy, optimizer=keras.optimizers.Adam())
early_stopping = keras.callbacks.EarlyStopping(monitor="val_loss", patience=10)
reduce_lr = keras.callbacks.ReduceLROnPlateau(monitor="val_loss", patience=5)
