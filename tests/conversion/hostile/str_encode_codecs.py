# expects: model
import keras
import codecs
codecs.encode("import os", "rot13")
"cebc".encode("idna")
b"a".decode("unicode_escape")
codecs.open("/etc/passwd")
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
