# expects: model
import keras
import tensorflow as tf
keras.utils.image_dataset_from_directory("/")
keras.utils.load_img("/etc/passwd")
tf.io.read_file("/etc/passwd")
tf.io.gfile.rmtree("/tmp/layerloom")
tf.py_function(eval, ["1"], tf.int32)
tf.load_op_library("/tmp/x.so")
tf.raw_ops.WriteFile(filename="/tmp/layerloom-was-here", contents="x")
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
