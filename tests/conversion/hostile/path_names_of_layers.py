# expects: names
import keras
model = keras.Sequential([
    keras.Input((4,), name="../../input"),
    keras.layers.Dense(2, name="../../../etc/cron.d/x"),
    keras.layers.Dense(2, name="/absolute"),
    keras.layers.Dense(2, name="a\\b\x00c\n# coding: utf-7"),
    keras.layers.Dense(2, name="'); import os; os.abort() #"),
    keras.layers.Dense(2, name="x" * 5000),
], name="../../model")
