# expects: refused
import keras
model = keras.models.load_model("/etc/passwd", safe_mode=False, custom_objects={"x": eval})
other = keras.saving.load_model("http://127.0.0.1:9/x.keras")
