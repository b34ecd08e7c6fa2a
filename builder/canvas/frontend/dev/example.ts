/** A network's code, tensors and a problem to show panels with. */
import type { Problem, TensorSpec } from "../src/protocol";

export const CODE = `import keras
from keras import layers


def build_model():
    images = keras.Input((28, 28, 1), name="images")
    x = layers.Conv2D(32, 3, activation="relu")(images)
    x = layers.Flatten()(x)
    x = layers.Dense(128, activation="relu")(x)
    return keras.Model(images, x)
`;

export const IMAGE: TensorSpec = { shape: [null, 26, 26, 32], dtype: "float32" };
export const VECTOR: TensorSpec = { shape: [null, 128], dtype: "float32" };

export const PROBLEM: Problem = {
  code: "rank",
  severity: "error",
  message: "words needs sequences (steps, features); conv gives images of 26×26×32.",
  hint: "Put a layer between them that makes sequences.",
  node_id: "words",
  edge_ids: [],
  argument: null,
  details: 'Input 0 of layer "lstm" is incompatible with the layer: expected ndim=3, found ndim=4.',
  fixes: [
    { label: "Insert Reshape → 676×32", edits: [] },
    { label: "Use ConvLSTM1D", edits: [] },
  ],
  block: null,
};
