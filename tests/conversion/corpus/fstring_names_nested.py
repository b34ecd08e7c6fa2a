import keras
from keras.layers import *  # noqa: F403
from keras.models import Model

prefix = "enc"
widths = {"a": 32, "b": 16}
inp = Input((20,), name=f"{prefix}_in")
outs = []
for key, width in widths.items():
    h = Dense(width, name=f"{prefix}_{key}_{width:03d}")(inp)
    h = BatchNormalization(name="{}_{}_bn".format(prefix, key))(h)
    h = ReLU(name="%s_%s_relu" % (prefix, key))(h)
    outs.append(h)
merged = Concatenate(name=prefix + "_merge")(outs)
model = Model(inp, Dense(1, name=f"{prefix.upper()}_out")(merged), name=f"model_{len(outs)}")
