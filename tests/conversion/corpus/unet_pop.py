from tensorflow.keras.layers import Input, SeparableConv2D, MaxPooling2D, UpSampling2D, Concatenate, Conv2D
from tensorflow.keras.models import Model

encoder_filters = [8, 16, 32]
inputs = x = Input((48, 48, 1))
stack = []
for f in encoder_filters:
    x = SeparableConv2D(f, 3, padding='same', activation='relu')(x)
    stack += [x]
    x = MaxPooling2D()(x)
x = SeparableConv2D(64, 3, padding='same', activation='relu')(x)
while stack:
    skip = stack.pop()
    x = UpSampling2D()(x)
    x = Concatenate(axis=-1)([x, skip])
    x = SeparableConv2D(skip.shape[-1], 3, padding='same', activation='relu')(x)
mask = Conv2D(1, 1, activation='sigmoid', name='mask')(x)
model = Model(inputs=[inputs], outputs=[mask])
model.compile('adam', loss='binary_crossentropy')
