"""A Lambda runtime executor for LocalStack that runs Java functions as processes beside it.

LocalStack starts functions in containers of the published runtime images. Where those cannot be had, this executor runs the
function's own artifact under AWS's Java Runtime Interface Client: one process per execution environment, one invocation at a
time, as Lambda does. Chosen by LAMBDA_RUNTIME_EXECUTOR=process.
Environment: LAMBDA_PROCESS_JAVA (the java binary), LAMBDA_PROCESS_CLIENT (the folder of the client's jars).
"""

import json
import os
import subprocess
import threading

from localstack import config
from localstack.services.lambda_.invocation.lambda_models import InvocationResult
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor
from localstack_lambda_api import RuntimeApi

MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"
JVM = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"]
LOG_TAIL_BYTES = 4096
STOP_SECONDS = 2


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    name = "process"

    def load(self, *args, **kwargs):
        return ProcessExecutor


class ProcessExecutor(RuntimeExecutor):
    def __init__(self, id, function_version):
        super().__init__(id=id, function_version=function_version)
        self.api = RuntimeApi(function_version.config.timeout)
        self.process = None
        self.log = b""

    def start(self, env_vars):
        code = str(self.function_version.config.code.get_unzipped_code_location())
        environment = {name: str(value) for name, value in env_vars.items()}
        environment |= {
            "AWS_LAMBDA_RUNTIME_API": self.api.address,
            "AWS_EXECUTION_ENV": "AWS_Lambda_" + (self.function_version.config.runtime or "java25"),
            "LAMBDA_TASK_ROOT": code,
            "PATH": os.environ["PATH"],
        }
        class_path = "%s:%s/lib/*:%s/*" % (code, code, os.environ["LAMBDA_PROCESS_CLIENT"])
        self.process = subprocess.Popen(
            [os.environ["LAMBDA_PROCESS_JAVA"], *JVM, "-cp", class_path, MAIN, environment["_HANDLER"]],
            env=environment,
            cwd=code,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        threading.Thread(target=self._keep_log, daemon=True).start()
        threading.Thread(target=self._watch, daemon=True).start()
        self.api.await_first_poll()

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.api.close()

    def invoke(self, payload):
        self.log = b""
        body, is_error = self.api.invoke(payload)
        return InvocationResult(payload["invoke-id"], body, is_error=is_error, logs=self.get_logs())

    def get_logs(self):
        return self.log.decode("utf-8", "replace")

    def get_address(self):
        return "127.0.0.1"

    def get_endpoint_from_executor(self):
        return "127.0.0.1"

    def get_runtime_endpoint(self):
        return "http://127.0.0.1:%d" % config.GATEWAY_LISTEN[0].port

    @classmethod
    def prepare_version(cls, function_version):
        if function_version.config.code:
            function_version.config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version):
        pass

    def _keep_log(self):
        for line in self.process.stdout:
            self.log = (self.log + line)[-LOG_TAIL_BYTES:]

    def _watch(self):
        """As a crashed runtime does it."""
        error = {"errorType": "Runtime.ExitError", "errorMessage": "exit status %s" % self.process.wait()}
        self.api.process_ended(json.dumps(error | {"log": self.get_logs()}).encode())
