# expects: model
from pathlib import Path
import keras
Path("/tmp/layerloom-was-here").write_text("x")
Path("/tmp/layerloom-was-here").unlink()
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
