import keras
from keras import layers
from keras.applications.mobilenet import MobileNet

backbone = MobileNet(include_top=False, weights=None, input_shape=(64, 64, 3), alpha=0.25)
c3_output, c4_output, c5_output = [
    backbone.get_layer(layer_name).output
    for layer_name in ["conv_pw_5_relu", "conv_pw_11_relu", "conv_pw_13_relu"]
]
lateral = [layers.Conv2D(16, 1, 1, "same")(c) for c in (c3_output, c4_output, c5_output)]
p3, p4, p5 = lateral
p4 = p4 + layers.UpSampling2D(2)(p5)
p3 = p3 + layers.UpSampling2D(2)(p4)
levels = {f"p{number}": layers.Conv2D(16, 3, 1, "same", name=f"out_p{number}")(p)
          for number, p in zip((3, 4, 5), (p3, p4, p5))}
model = keras.Model(backbone.inputs, list(levels.values()), name="fpn")
