import keras
from keras import layers

def pooled(x, kind):
    if kind == "max":
        return layers.GlobalMaxPooling1D()(x)
    elif kind == "average":
        return layers.GlobalAveragePooling1D()(x)
    elif kind == "last":
        return x[:, -1, :]
    raise ValueError(f"unknown pooling {kind}")

inputs = keras.Input((30, 6))
x = layers.ZeroPadding1D((2, 1))(inputs)
x = layers.Cropping1D(cropping=1)(x)
x = layers.SpatialDropout1D(0.2)(x)
x = layers.Conv1D(12, 3, groups=3, padding="same")(x)
x = layers.PReLU(shared_axes=[1])(x)
x = layers.GroupNormalization(groups=4)(x)
x = layers.UpSampling1D(2)(x)
x = layers.AveragePooling1D(3, strides=2)(x)
x = layers.LocallyConnected1D(4, 3)(x) if hasattr(layers, "LocallyConnected1D") else layers.SeparableConv1D(4, 3)(x)
parts = [pooled(x, kind) for kind in ("max", "average", "last")]
x = layers.RepeatVector(3)(layers.Concatenate()(parts))
x = layers.UnitNormalization()(x)
model = keras.Model(inputs, layers.Flatten()(x))
