import tensorflow as tf
from tensorflow.keras import layers

cfgs = {
    "A": [8, "M", 16, "M", 32, 32, "M"],
    "B": [8, 8, "M", 16, 16, "M"],
}


def make_features(cfg):
    feature_layers = []
    for v in cfg:
        if v == "M":
            feature_layers.append(layers.MaxPool2D(pool_size=2, strides=2))
        else:
            conv2d = layers.Conv2D(v, kernel_size=3, padding="SAME", activation="relu")
            feature_layers.append(conv2d)
    return tf.keras.Sequential(feature_layers, name="feature")


def VGG(feature, im_height=64, im_width=64, num_classes=5):
    input_image = layers.Input(shape=(im_height, im_width, 3), dtype="float32")
    x = feature(input_image)
    x = layers.Flatten()(x)
    x = layers.Dropout(rate=0.5)(x)
    x = layers.Dense(64, activation="relu")(x)
    x = layers.Dense(num_classes)(x)
    output = layers.Softmax()(x)
    return tf.keras.models.Model(inputs=input_image, outputs=output)


def vgg(model_name="A", **kwargs):
    assert model_name in cfgs.keys(), "not support model {}".format(model_name)
    return VGG(make_features(cfgs[model_name]), **kwargs)


model = vgg("A", num_classes=3)
