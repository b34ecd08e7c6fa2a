import numpy as np
from tensorflow.keras.layers import Activation, Conv2D, Dense, Flatten, Input, MaxPooling2D
from tensorflow.keras.models import Sequential
from tensorflow.keras.preprocessing.image import ImageDataGenerator

IMG_WIDTH, IMG_HEIGHT = 64, 48
BATCH = 16
train_datagen = ImageDataGenerator(rescale=1.0 / 255, shear_range=0.2, zoom_range=0.2, horizontal_flip=True)
train_flow = train_datagen.flow(np.random.rand(32, IMG_HEIGHT, IMG_WIDTH, 3), np.zeros(32), batch_size=BATCH)

model = Sequential()
model.add(Input((IMG_HEIGHT, IMG_WIDTH, 3)))
for n in (16, 32):
    model.add(Conv2D(n, (3, 3)))
    model.add(Activation("relu"))
    model.add(MaxPooling2D(pool_size=(2, 2)))
model.add(Flatten())
model.add(Dense(32))
model.add(Activation("relu"))
model.add(Dense(1))
model.add(Activation("sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="rmsprop", metrics=["accuracy"])
model.fit(train_flow, steps_per_epoch=2, epochs=1)
