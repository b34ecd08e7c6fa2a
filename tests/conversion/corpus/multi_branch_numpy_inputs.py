import numpy as np
import keras
from keras import layers

n = 60
numeric = np.random.rand(n, 7)
category = np.random.randint(0, 12, size=(n, 1))
picture = np.random.rand(n, 16, 16)[..., np.newaxis]
price = np.random.rand(n)

in_num = keras.Input(shape=(numeric.shape[-1],), name="numeric")
in_cat = keras.Input(shape=(1,), name="category", dtype="int32")
in_pic = keras.Input(shape=picture.shape[1:], name="picture")
emb = layers.Flatten()(layers.Embedding(12, 4)(in_cat))
pic = layers.Flatten()(layers.Conv2D(4, 3, activation="relu")(in_pic))
x = layers.concatenate([layers.Dense(8, activation="relu")(in_num), emb, pic])
out = layers.Dense(1, name="price")(x)
model = keras.Model({"numeric": in_num, "category": in_cat, "picture": in_pic}, out)
model.compile("adam", "mse")
