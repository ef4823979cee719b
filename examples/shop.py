"""A shop's backend in Python: one call before payment, one after, and the events in between. Needs nothing but Python 3.9.

    python3 examples/shop.py http://localhost:8787 "$SHOP_KEY"

It listens on a port of this machine, as the service of `npm start` allows; a deployment posts to https addresses alone.
"""

import base64
import hashlib
import hmac
import json
import sys
import time
import urllib.request
import uuid
from http.server import BaseHTTPRequestHandler, HTTPServer

BASE_URL, SHOP_KEY = sys.argv[1:3]
SALE = "python-" + uuid.uuid4().hex[:8]


def call(method, path, body, key=None):
    """One call of the API. The key names the try: repeated under the same key it has one effect and the same answer."""
    request = urllib.request.Request(BASE_URL + path, json.dumps(body).encode(), method=method)
    request.add_header("Authorization", "Bearer " + SHOP_KEY)
    request.add_header("Idempotency-Key", key or uuid.uuid4().hex)
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def verify(secret, headers, body):
    """Whether the service signed this message (Standard Webhooks, HMAC-SHA-256), in the last five minutes."""
    if abs(time.time() - int(headers["webhook-timestamp"])) > 300:
        return False
    signed = b".".join([headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body])
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    return any(hmac.compare_digest(expected, given) for given in headers["webhook-signature"].split())


class Receiver(BaseHTTPRequestHandler):
    secret, events = "", {}

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        genuine = verify(Receiver.secret, self.headers, body)
        if genuine:  # An event may come twice: its id says that it is the same.
            Receiver.events[self.headers["webhook-id"]] = json.loads(body)
        self.send_response(204 if genuine else 401)
        self.end_headers()

    def log_message(self, *_):
        pass


with HTTPServer(("127.0.0.1", 0), Receiver) as server:
    url = "http://127.0.0.1:%d/hooks" % server.server_port
    webhook = call("PUT", "/v1/webhooks/" + SALE, {"url": url, "events": ["hold.*"]})
    Receiver.secret = webhook["secret"]  # Told this once: keep it where the shop key is.
    call("PUT", "/v1/sales/" + SALE, {
        "title": "Sold by Python", "sku": "P-1", "mode": "flash", "units": 1, "price": {"amountMinor": 100, "currency": "INR"},
        "opensAt": "2026-01-01T00:00:00Z", "closesAt": "2036-01-01T00:00:00Z",
        "limits": {"perAccount": 1, "perDevice": 1, "perHousehold": 2, "perPayment": 2},
    })
    answer = call("POST", "/v1/sales/%s/checkouts" % SALE, {
        "account": {"id": "acc_1", "createdAt": "2024-03-01T00:00:00Z"}, "quantity": 1, "channel": "store",
        "shippingAddress": {"lines": ["12 North Street"], "city": "Mumbai", "postalCode": "400001", "country": "IN"},
        "payment": {"method": "upi"},
    })
    print("verdict", answer["verdict"], "allocation", answer["allocation"]["status"])
    sold = call("POST", "/v1/tokens/redeem", {"token": answer["allowToken"], "orderId": "ord_1"}, key="ord_1-" + SALE)
    print("order", sold["orderId"], sold["status"])
    while {event["type"] for event in Receiver.events.values()} != {"hold.created", "hold.sold"}:
        server.handle_request()
    for event in sorted(Receiver.events.values(), key=lambda event: event["timestamp"]):
        print("event", event["type"], event["data"]["quantity"])
