from keras.models import Sequential
from keras.layers import Conv2D, MaxPooling2D, Dense, Flatten, Input

CONFIGURATION = [8, 8, "M", 16, 16, "M", 32, 32, 32, "M"]


def vgg(configuration=CONFIGURATION, classes=10):
    model = Sequential([Input((32, 32, 3))])
    block, conv = 1, 1
    for value in configuration:
        if value == "M":
            model.add(MaxPooling2D((2, 2), strides=(2, 2), name="block%d_pool" % block))
            block += 1
            conv = 1
            continue
        model.add(Conv2D(value, (3, 3), padding="same", activation="relu", name="block%d_conv%d" % (block, conv)))
        conv += 1
    model.add(Flatten(name="flatten"))
    model.add(Dense(64, activation="relu", name="fc1"))
    model.add(Dense(64, activation="relu", name="fc2"))
    model.add(Dense(classes, activation="softmax", name="predictions"))
    return model


network = vgg()
