"""Puts questions to Python's evaluators of IAM policies: `answer.py <evaluator>`, a JSON question a line in, an answer a line out.

Each question and answer is described in peers.ts.
"""

import collections
import collections.abc
import json
import sys

OWN = "111122223333"
ROLE = f"arn:aws:iam::{OWN}:role/reader"


def principalmapper():
    # It was written for Python before 3.10.
    for name in ("Mapping", "MutableMapping"):
        setattr(collections, name, getattr(collections.abc, name))
    from principalmapper.common import Node
    from principalmapper.querying import local_policy_simulation as simulation
    from principalmapper.util.case_insensitive_dict import CaseInsensitiveDict

    results = simulation.ResourcePolicyEvalResult
    letters = {results.NO_MATCH: "N", results.DENY_MATCH: "D"}

    def caller_of(arn):
        trust = {} if ":role/" in arn else None
        return Node(arn, "AIDAEXAMPLE", [], [], trust, None, 0, False, False, None, False, {})

    def witness(question):
        document = question["document"]
        for position, caller in enumerate(question["callers"]):
            # It knows roles and users; services only by name.
            if ":iam:" not in (caller["principal"] or ""):
                continue
            who = caller_of(caller["principal"])
            context = CaseInsensitiveDict(caller["context"])
            for action in question["actions"]:
                for resource in question["resources"]:
                    found = simulation.resource_policy_authorization(who, OWN, document, action, resource, context)
                    letter = letters.get(found, "A")
                    if letter in question["wanted"]:
                        return {"witness": [position, action, resource]}
        return {"witness": None}

    def table(question):
        context = CaseInsensitiveDict({})

        def letter(action, resource):
            def found(effect):
                return simulation.policy_has_matching_statement(question["document"], effect, action, resource, context)

            return "D" if found("Deny") else "A" if found("Allow") else "N"

        return {"table": [letter(a, r) for a in question["actions"] for r in question["resources"]]}

    return {"witness": witness, "table": table}


def policyuniverse():
    from policyuniverse.policy import Policy

    return {"open": lambda question: {"open": Policy(question["document"]).is_internet_accessible()}}


def moto():
    from moto.iam.access_control import IAMPolicyStatement, PermissionResult

    letters = {PermissionResult.PERMITTED: "A", PermissionResult.DENIED: "D", PermissionResult.NEUTRAL: "N"}

    def table(question):
        statements = question["document"]["Statement"]
        statements = [IAMPolicyStatement(s) for s in (statements if isinstance(statements, list) else [statements])]

        def letter(action, resource):
            found = {letters[s.is_action_permitted(action, resource)] for s in statements}
            return "D" if "D" in found else "A" if "A" in found else "N"

        return {"table": [letter(a, r) for a in question["actions"] for r in question["resources"]]}

    def managed(_question):
        from moto.iam.aws_managed_policies import aws_managed_policies_data

        policies = json.loads(aws_managed_policies_data)
        return {"documents": [policies[name]["Document"] for name in sorted(policies)]}

    return {"table": table, "managed": managed}


def main():
    answers = {"principalmapper": principalmapper, "policyuniverse": policyuniverse, "moto": moto}[sys.argv[1]]()
    for line in sys.stdin:
        question = json.loads(line)
        try:
            answer = answers[question["kind"]](question)
        except Exception as error:  # What it can't read is counted, and the next question asked.
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=False)


main()
