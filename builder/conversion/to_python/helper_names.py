"""What to call a helper function, by what it does."""

from collections.abc import Sequence

from builder.conversion.to_python.steps import CallStatement, Place

_ATTENTION = ("MultiHeadAttention", "GroupQueryAttention", "Attention", "AdditiveAttention")
_BY_LAYER = (
    (_ATTENTION, "attention_block"),
    (("LSTM", "GRU", "SimpleRNN", "Bidirectional", "RNN"), "recurrent_block"),
    (("DepthwiseConv1D", "DepthwiseConv2D"), "depthwise_block"),
    (("SeparableConv1D", "SeparableConv2D"), "separable_block"),
    (("Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose"), "upsampling_block"),
    (("Conv1D", "Conv2D", "Conv3D"), "conv_block"),
    (("Dense", "EinsumDense"), "dense_block"),
)


def helper_name(body: Sequence[CallStatement], inputs: Sequence[Place]) -> str:
    """Returns a name for a function of these statements: that of the shape they make, or of their main layer."""
    if body[-1].node is None and len(body) > 2:
        return "cell"
    classes = {step.node.class_name for step in body if step.node is not None}
    if classes & set(_ATTENTION) and "LayerNormalization" in classes:
        return "transformer_block"
    last = _last_merge(body)
    if last is not None and last.node is not None:
        class_name = last.node.class_name.removeprefix("ops.").lower()
        takes_input = any(place in inputs for place in last.reads)
        if class_name == "add":
            return "residual_block" if takes_input else "projection_block" if _parts(body, inputs) else "sum_block"
        if class_name == "multiply":
            return "gated_block"
        if class_name == "concatenate":
            return "inception_block" if len(last.reads) > 2 else "dense_connection" if takes_input else "merge_block"
    names = [name for layers, name in _BY_LAYER if classes & set(layers)]
    return names[0] if names else next((_called(step) for step in body if step.node is None), "block")


def _last_merge(body: Sequence[CallStatement]) -> CallStatement | None:
    return next((step for step in reversed(body) if step.node is not None and len(step.reads) > 1), None)


def _parts(body: Sequence[CallStatement], inputs: Sequence[Place]) -> bool:
    """Says whether more than one branch begins at the inputs."""
    return sum(place in inputs for step in body for place in step.reads) > 1


def _called(step: CallStatement) -> str:
    helper = getattr(step.token, "helper", None)
    return helper.name if helper is not None else "block"
