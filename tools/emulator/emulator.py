"""An emulated AWS on the loopback address: prints its address, then takes one call of the AWS SDK for Python a line.

A line in: {"id": 1, "service": "kms", "region": "us-east-1", "operation": "create_key", "parameters": {...}}.
A line out: {"id": 1, "result": {...}}, or {"id": 1, "refused": "..."} for what the SDK or the service does not take, or
{"id": 1, "missing": "..."} for what the emulator does not have.
"""

import json
import logging
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, ParamValidationError
from moto.ec2.models import EC2Backend
from moto.events.utils import EventTemplateParser
from moto.kinesis.models import KinesisBackend
from moto.kms.models import KmsBackend
from moto.rds.models import RDSBackend
from moto.server import ThreadedMotoServer

# The emulator prints what it lacks; standard output is for answers alone.
answers, sys.stdout = sys.stdout, open(os.devnull, "w")
logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
writing = Lock()
making = Lock()
clients = {}


def by_id(of):
    """AWS takes a key's ARN wherever it takes its id; the emulator finds a key to switch by its id alone."""
    return lambda backend, key_id: of(backend, backend.get_key_id(key_id))


def moves_instance(of):
    """An interface that is moved into other groups is in those alone; the emulator adds the groups that its instance was started in."""

    def modify(backend, eni_id, group_ids, *more, **named):
        of(backend, eni_id, group_ids, *more, **named)
        eni = backend.get_network_interface(eni_id)
        if group_ids and eni.instance:
            eni.instance.security_groups = list(eni._group_set)

    return modify


def by_name(of):
    """An iterator of a stream that was named by its ARN alone is that stream's; the emulator makes one of no stream."""

    def iterator(backend, stream_arn, stream_name, *more, **named):
        return of(backend, stream_arn, stream_name or backend.describe_stream(stream_arn, None).stream_name, *more, **named)

    return iterator


def stands_alone(of):
    """A replica that was promoted follows nobody; the emulator goes on naming the database that it was made of."""

    def promote(backend, db_kwargs):
        database = of(backend, db_kwargs)
        database.source_db_instance_identifier = None
        return database

    return promote


RDSBackend.promote_read_replica = stands_alone(RDSBackend.promote_read_replica)
KinesisBackend.get_shard_iterator = by_name(KinesisBackend.get_shard_iterator)
KmsBackend.disable_key = by_id(KmsBackend.disable_key)
KmsBackend.enable_key = by_id(KmsBackend.enable_key)
EC2Backend.modify_network_interface_attribute = moves_instance(EC2Backend.modify_network_interface_attribute)

# The account is left out of what a rule hands to its targets.
EventTemplateParser.DEFAULT_EVENT_INPUT_TEMPLATE = EventTemplateParser.DEFAULT_EVENT_INPUT_TEMPLATE.replace(
    '"region"', '"account": "<account>", "region"'
)


def client(endpoint, service, region):
    with making:
        key = (service, region)
        if key not in clients:
            clients[key] = boto3.client(
                service,
                region_name=region,
                endpoint_url=endpoint,
                aws_access_key_id="test",
                aws_secret_access_key="test",
                config=Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}),
            )
        return clients[key]


def answer(endpoint, line):
    call = json.loads(line)
    out = {"id": call["id"]}
    try:
        of = client(endpoint, call["service"], call["region"])
        result = getattr(of, call["operation"])(**call["parameters"])
        result.pop("ResponseMetadata", None)
        out["result"] = result
    except ParamValidationError as error:
        out["refused"] = str(error)
    except ClientError as error:
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        kind = "missing" if status in (404, 500, 501) and is_missing(error) else "refused"
        out[kind] = str(error)
    except NotImplementedError as error:
        out["missing"] = str(error)
    except Exception as error:  # noqa: BLE001 - told to the caller, who decides
        out["refused"] = f"{type(error).__name__}: {error}"
    with writing:
        print(json.dumps(out, default=str), file=answers, flush=True)


def is_missing(error):
    text = str(error)
    return "not been implemented" in text or "NotImplemented" in text or "Not yet implemented" in text or "(500)" in text


def main():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    print(json.dumps({"endpoint": endpoint}), file=answers, flush=True)
    with ThreadPoolExecutor(max_workers=4) as pool:
        for line in sys.stdin:
            pool.submit(answer, endpoint, line)
    server.stop()


main()
