# expects: model
import urllib.request
import requests
import keras
urllib.request.urlopen("http://127.0.0.1:9/")
requests.get("http://127.0.0.1:9/").json()
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
