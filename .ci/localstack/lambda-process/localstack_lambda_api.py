"""Lambda's Runtime API for one execution environment: hands out invocations one by one and takes what became of each."""

import queue
import threading
import time
from concurrent.futures import Future
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FIRST_POLL_SECONDS = 60
LONGEST_INVOCATION_SECONDS = 905


class RuntimeApi:
    """Thread-safe: the caller's thread invokes, those of the server answer the function's process."""

    def __init__(self, timeout_seconds):
        self.timeout_seconds = timeout_seconds
        self.ready = Future()
        self.pending = queue.Queue()
        self.outcome = Future()
        self.ended = None
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self):
        return "127.0.0.1:%d" % self.server.server_port

    def await_first_poll(self):
        self.ready.result(timeout=FIRST_POLL_SECONDS)

    def invoke(self, payload):
        """Returns what the function answered, and whether that is an error."""
        self.outcome = Future()
        if self.ended is not None:
            return self.ended, True
        self.pending.put(payload)
        return self.outcome.result(timeout=LONGEST_INVOCATION_SECONDS)

    def polled(self):
        if not self.ready.done():
            self.ready.set_result(True)

    def failed_to_start(self, why):
        if not self.ready.done():
            self.ready.set_exception(RuntimeError(why))

    def answered(self, body, is_error):
        if not self.outcome.done():
            self.outcome.set_result((body, is_error))

    def process_ended(self, body):
        """Fails what waits for the process, and whatever is to come."""
        self.failed_to_start(body.decode())
        self.ended = body
        self.answered(body, True)

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def _handler(api):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self):  # …/runtime/invocation/next
            api.polled()
            payload = api.pending.get()
            body = payload["payload"].encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Lambda-Runtime-Aws-Request-Id", payload["invoke-id"])
            self.send_header("Lambda-Runtime-Invoked-Function-Arn", payload["invoked-function-arn"])
            self.send_header("Lambda-Runtime-Trace-Id", payload["trace-id"])
            self.send_header("Lambda-Runtime-Deadline-Ms", str(int((time.time() + api.timeout_seconds) * 1000)))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self):  # …/invocation/{id}/response, …/invocation/{id}/error, …/init/error
            chunked = "chunked" in self.headers.get("Transfer-Encoding", "")
            body = self._chunks() if chunked else self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.path.endswith("/init/error"):
                api.failed_to_start(body.decode("utf-8", "replace"))
            else:
                api.answered(body, self.path.endswith("/error"))
            self.send_response(202)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _chunks(self):
            body = b""
            while size := int(self.rfile.readline().split(b";")[0], 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return body

        def log_message(self, *arguments):
            pass

    return Handler
