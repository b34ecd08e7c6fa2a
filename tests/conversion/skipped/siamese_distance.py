import keras
from keras import layers, ops


class L1Dist(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__()

    def call(self, input_embedding, validation_embedding):
        return ops.abs(input_embedding - validation_embedding)


def make_embedding():
    inp = keras.Input(shape=(24, 24, 3), name="input_image")
    c1 = layers.Conv2D(8, (10, 10), activation="relu")(inp)
    m1 = layers.MaxPooling2D(2, (2, 2), padding="same")(c1)
    d1 = layers.Dense(16, activation="sigmoid")(layers.Flatten()(m1))
    return keras.Model(inputs=[inp], outputs=d1, name="embedding")


embedding = make_embedding()
input_image = keras.Input(name="input_img", shape=(24, 24, 3))
validation_image = keras.Input(name="validation_img", shape=(24, 24, 3))
distances = L1Dist()(embedding(input_image), embedding(validation_image))  # skipped: L1Dist
classifier = layers.Dense(1, activation="sigmoid")(distances)
siamese = keras.Model(inputs=[input_image, validation_image], outputs=classifier, name="SiameseNetwork")
