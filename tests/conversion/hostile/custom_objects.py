# expects: refused
import keras
with keras.utils.custom_object_scope({"evil": eval}):
    model = keras.models.model_from_json('{"class_name": "evil"}', custom_objects={"evil": exec})
keras.utils.get_custom_objects()["evil"] = eval
