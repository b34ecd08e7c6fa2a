# expects: noted
import keras
model = keras.Sequential([
    keras.Input((4,)),
    keras.layers.Dense(4, kernel_initializer={"module": "os", "class_name": "system", "config": {"command": "id"}}),
])
