import keras
from keras import layers, models


def make_divisible(v, divisor=8, min_value=None):
    if min_value is None:
        min_value = divisor
    new_v = max(min_value, int(v + divisor / 2) // divisor * divisor)
    if new_v < 0.9 * v:
        new_v += divisor
    return new_v


def inverted_residual(inputs, expansion, stride, alpha, filters, block_id):
    in_channels = inputs.shape[-1]
    pointwise = make_divisible(int(filters * alpha))
    prefix = "block_{}_".format(block_id)
    x = inputs
    if block_id:
        x = layers.Conv2D(expansion * in_channels, 1, padding="same", use_bias=False, name=prefix + "expand")(x)
        x = layers.BatchNormalization(epsilon=1e-3, momentum=0.999, name=prefix + "expand_bn")(x)
        x = layers.ReLU(6.0, name=prefix + "expand_relu")(x)
    else:
        prefix = "expanded_conv_"
    if stride == 2:
        x = layers.ZeroPadding2D(padding=((0, 1), (0, 1)), name=prefix + "pad")(x)
    x = layers.DepthwiseConv2D(3, strides=stride, use_bias=False,
                               padding="same" if stride == 1 else "valid", name=prefix + "depthwise")(x)
    x = layers.BatchNormalization(epsilon=1e-3, momentum=0.999, name=prefix + "depthwise_bn")(x)
    x = layers.ReLU(6.0, name=prefix + "depthwise_relu")(x)
    x = layers.Conv2D(pointwise, 1, padding="same", use_bias=False, name=prefix + "project")(x)
    x = layers.BatchNormalization(epsilon=1e-3, momentum=0.999, name=prefix + "project_bn")(x)
    if in_channels == pointwise and stride == 1:
        return layers.Add(name=prefix + "add")([inputs, x])
    return x


ALPHA = 0.5
TABLE = [
    dict(expansion=1, stride=1, filters=16),
    dict(expansion=6, stride=2, filters=24),
    dict(expansion=6, stride=1, filters=24),
    dict(expansion=6, stride=2, filters=32),
    dict(expansion=6, stride=1, filters=32),
]

img = layers.Input(shape=(48, 48, 3))
x = layers.Conv2D(make_divisible(32 * ALPHA), 3, strides=(2, 2), padding="same", use_bias=False, name="Conv1")(img)
x = layers.BatchNormalization(name="bn_Conv1")(x)
x = layers.ReLU(6.0, name="Conv1_relu")(x)
for block_id, row in enumerate(TABLE):
    x = inverted_residual(x, alpha=ALPHA, block_id=block_id, **row)
x = layers.GlobalAveragePooling2D(keepdims=True)(x)
x = layers.Conv2D(10, 1)(x)
x = layers.Reshape((10,))(x)
out = layers.Softmax()(x)
net = models.Model(img, out)
