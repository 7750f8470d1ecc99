#!/usr/bin/env python3
"""Checks a phiguard report's folder with Python 3 and the openssl command alone: verify.py <folder> <fingerprint of its key, from elsewhere>"""
import base64, hashlib, json, os, subprocess, sys, tempfile

def sha256(data): return hashlib.sha256(data).hexdigest()
def canonical(value): return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

def is_signed(key, data, signature):
    spki = base64.b64decode(key["publicKey"])
    if sha256(spki) != key["fingerprint"]: return False
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (("key", spki), ("data", data), ("signature", signature)):
            with open(os.path.join(folder, name), "wb") as file: file.write(content)
        digest = [] if len(spki) == 44 else ["-digest", "sha256"]  # 44 bytes: Ed25519
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key", "-rawin"]
        command += ["-in", "data", "-sigfile", "signature", *digest]
        return subprocess.run(command, cwd=folder, capture_output=True).returncode == 0

def leads_to_root(proof, size, root):  # RFC 9162, section 2.1.3.2
    node, last = proof["index"], size - 1
    hash = hashlib.sha256(b"\0" + canonical(proof["entry"])).digest()
    for sibling in map(bytes.fromhex, proof["path"]):
        if node % 2 or node == last:
            hash = hashlib.sha256(b"\1" + sibling + hash).digest()
            while node % 2 == 0 and node: node, last = node // 2, last // 2
        else:
            hash = hashlib.sha256(b"\1" + hash + sibling).digest()
        node, last = node // 2, last // 2
    return last == 0 and hash.hex() == root

def faults(folder, fingerprint):
    read = lambda name: open(os.path.join(folder, name), "rb").read()
    raw = read("bundle.json")
    try: bundle = json.loads(raw)
    except ValueError: return ["bundle.json"]
    if canonical(bundle) + b"\n" != raw or sha256(canonical({k: v for k, v in bundle.items() if k != "id"})) != bundle.get("id"):
        return ["bundle.json"]
    if bundle["key"] is None or bundle["key"]["fingerprint"] != fingerprint: return ["bundle.json"]
    there = {os.path.relpath(os.path.join(at, n), folder).replace(os.sep, "/") for at, _, ns in os.walk(folder) for n in ns}
    listed = {file["name"]: file["sha256"] for file in bundle["files"]}
    found = sorted(there - set(listed) - {"bundle.json", "bundle.sig"})
    if "bundle.sig" not in there or not is_signed(bundle["key"], raw, read("bundle.sig")): found.append("bundle.sig")
    found += [name for name, hash in listed.items() if name not in there or sha256(read(name)) != hash]
    if bundle["ledger"]:
        head, proofs = bundle["ledger"]["head"], bundle["ledger"]["proofs"]
        found += [p["file"] for p in proofs if listed[p["file"]] != p["entry"]["sha256"] or not leads_to_root(p, head["treeSize"], head["rootHash"])]
        if head["file"] not in found:
            envelope = json.loads(read(head["file"]))
            payload, kind = base64.b64decode(envelope["payload"]), envelope["payloadType"]
            signature = next((s["sig"] for s in envelope["signatures"] if s["keyid"] == head["key"]["fingerprint"]), "")
            signed = b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload)
            same = json.loads(payload)["rootHash"] == head["rootHash"] and json.loads(payload)["treeSize"] == head["treeSize"]
            if not same or not is_signed(head["key"], signed, base64.b64decode(signature)): found.append(head["file"])
    return found

if __name__ == "__main__":
    if len(sys.argv) != 3: sys.exit(__doc__)
    altered = faults(*sys.argv[1:])
    print("\n".join(f"ALTERED {name}" for name in altered) or "WHOLE")
    sys.exit(1 if altered else 0)
