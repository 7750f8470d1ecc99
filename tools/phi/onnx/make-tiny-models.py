"""Writes the two tiny models that the tests of the ONNX voter run: python make-tiny-models.py FOLDER (needs onnx 1.23 from PyPI).

They are made by hand, not trained: a word of three counts as a name after a word that announces one, or after another name, so that a window
without the words before finds less. One has a WordPiece tokenizer, the other byte-level BPE. The same run gives the same bytes.
"""

import json
import os
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

ANNOUNCES = ["dr", "patient"]
NAMES = ["ada", "moor", "quill"]
LABELS = ["O", "B-PATIENT", "I-PATIENT", "B-MRN", "I-MRN"]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
MARKS = ".,:;-'()/"
POSITIONS = 32

ANNOUNCE, NAME, DIGIT = range(3)


def wordpiece():
    """Words, else letter by letter."""
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *ANNOUNCES, *NAMES, "##line", *LETTERS, *(f"##{of}" for of in LETTERS)]
    tokens += [*DIGITS, *(f"##{of}" for of in DIGITS), *MARKS]
    tokenizer = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [special(at, tokens[at]) for at in range(4)],
        "normalizer": {
            "type": "BertNormalizer",
            "clean_text": True,
            "handle_chinese_chars": True,
            "strip_accents": True,
            "lowercase": True,
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": around("[CLS]", 2, "[SEP]", 3),
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {
            "type": "WordPiece",
            "unk_token": "[UNK]",
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100,
            "vocab": {token: at for at, token in enumerate(tokens)},
        },
    }
    return tokens, tokenizer, lambda token: token.removeprefix("##")


def byte_level():
    """Bytes, and words with the space before them, small and with a capital."""
    tokens = ["<s>", "<pad>", "</s>", "<unk>", "Ġ", "Ċ", *LETTERS, *LETTERS.upper(), *DIGITS, *MARKS]
    merges = []
    for word in [*ANNOUNCES, *NAMES, *(of.capitalize() for of in [*ANNOUNCES, *NAMES])]:
        parts = [word[:end] for end in range(1, len(word) + 1)] + [f"Ġ{word}"]
        for left, whole in zip(parts, parts[1:]):
            merge = [left, whole[len(left) :]] if not whole.startswith("Ġ") else ["Ġ", word]
            if whole not in tokens:
                tokens.append(whole)
                merges.append(merge)
    tokenizer = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [special(at, tokens[at]) for at in range(4)],
        "normalizer": None,
        "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True},
        "post_processor": around("<s>", 0, "</s>", 2),
        "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": "<unk>",
            "continuing_subword_prefix": "",
            "end_of_word_suffix": "",
            "fuse_unk": False,
            "byte_fallback": False,
            "vocab": {token: at for at, token in enumerate(tokens)},
            "merges": merges,
        },
    }
    return tokens, tokenizer, lambda token: token.removeprefix("Ġ").lower()


def special(at, content):
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    return {"id": at, "content": content, **flags}


def around(before, before_id, after, after_id):
    of = lambda token: {"SpecialToken": {"id": token, "type_id": 0}}
    sequence = [of(before), {"Sequence": {"id": "A", "type_id": 0}}, of(after)]
    return {
        "type": "TemplateProcessing",
        "single": sequence,
        "pair": [*sequence, {"Sequence": {"id": "B", "type_id": 1}}, of(after)],
        "special_tokens": {
            before: {"id": before, "ids": [before_id], "tokens": [before]},
            after: {"id": after, "ids": [after_id], "tokens": [after]},
        },
    }


def model(tokens, word_of):
    """Features of each token by a table, then a convolution over the token before and the token itself."""
    table = np.zeros((len(tokens), 3), np.float32)
    for at, token in enumerate(tokens):
        table[at, ANNOUNCE] = word_of(token) in ANNOUNCES
        table[at, NAME] = word_of(token) in NAMES
        table[at, DIGIT] = word_of(token) in list(DIGITS)
    # [label, feature, token before or itself]
    weights = np.zeros((len(LABELS), 3, 2), np.float32)
    bias = np.array([0, -9, -9, -3, -9], np.float32)
    weights[1, NAME, 1] = weights[1, ANNOUNCE, 0] = 6
    weights[2, NAME, 1] = weights[2, NAME, 0] = 6
    weights[3, DIGIT, 1] = 6
    weights[4, DIGIT, 1] = weights[4, DIGIT, 0] = 6
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["features"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last"], ["columns"]),
        helper.make_node("Mul", ["features", "columns"], ["seen"]),
        helper.make_node("Transpose", ["seen"], ["across"], perm=[0, 2, 1]),
        helper.make_node("Conv", ["across", "weights", "bias"], ["scores"], pads=[1, 0]),
        helper.make_node("Transpose", ["scores"], ["logits"], perm=[0, 2, 1]),
    ]
    ids = lambda name: helper.make_tensor_value_info(name, TensorProto.INT64, [1, "tokens"])
    graph = helper.make_graph(
        nodes,
        "tiny",
        [ids("input_ids"), ids("attention_mask")],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, "tokens", len(LABELS)])],
        [
            numpy_helper.from_array(table, "table"),
            numpy_helper.from_array(weights, "weights"),
            numpy_helper.from_array(bias, "bias"),
            numpy_helper.from_array(np.array([-1], np.int64), "last"),
        ],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="phiguard")
    onnx.checker.check_model(made, full_check=True)
    return made.SerializeToString()


def write(folder, made):
    tokens, tokenizer, word_of = made
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "model.onnx"), "wb") as file:
        file.write(model(tokens, word_of))
    config = {"id2label": {str(at): label for at, label in enumerate(LABELS)}, "max_position_embeddings": POSITIONS}
    for name, value in [("tokenizer.json", tokenizer), ("config.json", config)]:
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


write(os.path.join(sys.argv[1], "tiny-wordpiece"), wordpiece())
write(os.path.join(sys.argv[1], "tiny-bpe"), byte_level())
