# expects: either
import keras
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
model.compile("adam", "mse")
model.fit(callbacks=[
    keras.callbacks.ModelCheckpoint("/tmp/layerloom-was-here.keras"),
    keras.callbacks.CSVLogger("../../x.csv"),
    keras.callbacks.TensorBoard("/"),
    keras.callbacks.RemoteMonitor("http://127.0.0.1:9"),
    keras.callbacks.BackupAndRestore("/"),
])
