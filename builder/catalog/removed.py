"""Layers of Keras 1 and 2 that Keras 3 no longer has, and what takes their place, as Keras's own notes say.

From the release notes of Keras 2.0 and of Keras 3.0, and from the guide "Migrating Keras 2 code to Keras 3".
"""

_NOTHING = "nothing takes its place"
_REMOVED = {
    "AbstractRNNCell": "a cell is a Layer with state_size today",
    "AtrousConv1D": "use Conv1D with dilation_rate",
    "AtrousConv2D": "use Conv2D with dilation_rate",
    "AtrousConvolution1D": "use Conv1D with dilation_rate",
    "AtrousConvolution2D": "use Conv2D with dilation_rate",
    "DenseFeatures": "use the preprocessing layers, such as Normalization, CategoryEncoding and Hashing",
    "Highway": _NOTHING,
    "LocallyConnected1D": _NOTHING,
    "LocallyConnected2D": _NOTHING,
    "MaxoutDense": _NOTHING,
    "Merge": "use Add, Multiply, Average, Maximum, Concatenate or Dot",
    "PeepholeLSTMCell": "use LSTMCell",
    "RandomFourierFeatures": _NOTHING,
    "SequenceFeatures": "use the preprocessing layers, such as Normalization, CategoryEncoding and Hashing",
    "ThresholdedReLU": "use ReLU with threshold",
    "TimeDistributedDense": "use TimeDistributed around a Dense",
}


def removed_layer(name: str) -> str:
    """Returns what became of a layer that Keras had once, as a clause; "" for any other name.

    >>> removed_layer("ThresholdedReLU")
    'Keras 3 has no ThresholdedReLU any more: use ReLU with threshold'
    """
    instead = _REMOVED.get(name)
    return "" if instead is None else f"Keras 3 has no {name} any more: {instead}"
