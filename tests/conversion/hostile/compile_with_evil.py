# expects: either
import keras
import os
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
model.compile(optimizer=eval("1"), loss=lambda a, b: os.abort(), metrics=[os.system, exec])
model.fit(open("/etc/passwd"), callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=os.abort)])
model.fit(epochs=10**100, batch_size=-(10**100), validation_split=float("nan"))
