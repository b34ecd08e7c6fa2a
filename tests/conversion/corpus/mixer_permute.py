import keras
from keras import layers

patches, channels = 16, 12
x = inputs = keras.Input((patches, channels))
for name, (token_units, channel_units) in zip("abc", [(32, 24)] * 3, strict=True):
    y = layers.LayerNormalization()(x)
    y = layers.Permute((2, 1))(y)
    y = layers.Dense(token_units, activation="gelu", name=f"{name}_tokens")(y)
    y = layers.Dense(patches)(y)
    y = layers.Permute((2, 1))(y)
    x = layers.Add()([x, y])
    y = layers.LayerNormalization()(x)
    y = layers.Dense(channel_units, activation="gelu", name=f"{name}_channels")(y)
    y = layers.Dense(channels)(y)
    x += y
model = keras.Model(inputs, layers.Dense(5)(layers.GlobalAvgPool1D()(x)))
