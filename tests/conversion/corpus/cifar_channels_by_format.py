import keras
from keras import backend as K
from keras import layers
from keras.datasets import cifar10

(x_train, y_train), (x_test, y_test) = cifar10.load_data()
img_rows, img_cols, channels = x_train.shape[1:]
if K.image_data_format() == "channels_first":
    input_shape = (channels, img_rows, img_cols)
else:
    input_shape = (img_rows, img_cols, channels)

model = keras.Sequential(name="cifar")
model.add(keras.Input(input_shape))
for block, filters in enumerate([32, 64], 1):
    for conv in (1, 2):
        model.add(layers.Conv2D(filters, (3, 3), padding="same", activation="relu", name=f"block{block}_conv{conv}"))
    model.add(layers.MaxPooling2D((2, 2), name=f"block{block}_pool"))
    model.add(layers.Dropout(0.2 + 0.1 * block))
model.add(layers.Flatten())
model.add(layers.Dense(10, activation="softmax"))
