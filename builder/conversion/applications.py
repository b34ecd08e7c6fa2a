"""The architectures of ``keras.applications`` as networks. Imports Keras when asked: not for the web process."""

from typing import Any

from builder.network import BuilderError, Network

APPLICATIONS = frozenset(
    [
        "ConvNeXtBase",
        "ConvNeXtLarge",
        "ConvNeXtSmall",
        "ConvNeXtTiny",
        "ConvNeXtXLarge",
        "DenseNet121",
        "DenseNet169",
        "DenseNet201",
        "EfficientNetB0",
        "EfficientNetB1",
        "EfficientNetB2",
        "EfficientNetB3",
        "EfficientNetB4",
        "EfficientNetB5",
        "EfficientNetB6",
        "EfficientNetB7",
        "EfficientNetV2B0",
        "EfficientNetV2B1",
        "EfficientNetV2B2",
        "EfficientNetV2B3",
        "EfficientNetV2L",
        "EfficientNetV2M",
        "EfficientNetV2S",
        "InceptionResNetV2",
        "InceptionV3",
        "MobileNet",
        "MobileNetV2",
        "MobileNetV3Large",
        "MobileNetV3Small",
        "NASNetLarge",
        "NASNetMobile",
        "ResNet50",
        "ResNet50V2",
        "ResNet101",
        "ResNet101V2",
        "ResNet152",
        "ResNet152V2",
        "VGG16",
        "VGG19",
        "Xception",
    ]
)
"""The functions that may be called; a test holds them against those that the installed Keras has."""

_ARGUMENTS = frozenset(
    {
        "alpha",
        "classes",
        "classifier_activation",
        "depth_multiplier",
        "dropout",
        "dropout_rate",
        "include_preprocessing",
        "include_top",
        "input_shape",
        "minimalistic",
        "model_name",
        "name",
        "pooling",
    }
)


class ApplicationError(BuilderError):
    """An architecture that Keras does not build with these arguments."""


def application(name: str, arguments: dict[str, Any]) -> Network:
    """Returns the network of ``keras.applications.<name>`` with these arguments, without weights.

    Args:
        name: one of ``APPLICATIONS``.
        arguments: plain values by name.

    Raises:
        ApplicationError: there is no such architecture, or Keras refuses the arguments.
    """
    if name not in APPLICATIONS:
        raise ApplicationError(f'keras.applications has no architecture "{name}".')
    unknown = next((key for key in arguments if key not in _ARGUMENTS), None)
    if unknown is not None:
        raise ApplicationError(f'The argument "{unknown}" of {name} cannot be given here.')
    import keras

    from builder.conversion.from_keras import from_keras

    given = {key: tuple(value) if isinstance(value, list) else value for key, value in arguments.items()}
    try:
        model = getattr(keras.applications, name)(weights=None, **given)
    except Exception as error:
        raise ApplicationError(f"Keras refuses to build {name}: {error}") from error
    return from_keras(model)
