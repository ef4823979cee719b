"""An independent verifier of draws (firsthand-draw/v1), written from the description of its bytes and from nothing else.

It needs Python 3.9 or later and no package. All is recomputed but the BLS signature of the beacon: in its place the signatures that
a relay of the beacon gave are handed in, by round.

    draw_verify.py verify      one draw as JSON on each line of stdin -> {"fault": code or null} on each line of stdout
    draw_verify.py recompute   the makings of one draw on each line   -> every file, the root, the seed and the line
"""

import base64
import datetime
import hashlib
import hmac
import json
import re
import sys
import unicodedata

STATUSES = ("eligible", "shared", "excluded")
ZEROS = "0" * 64


def H(data):
    return hashlib.sha256(data).digest()


def HMAC(key, message):
    if len(key) != 32:
        raise ValueError("a key has 32 bytes")
    return hmac.new(key, message, hashlib.sha256).digest()


# ---- Ed25519, as in section 6 of RFC 8032 ----

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)


def point_add(a, b):
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    i, j, k, l = f - e, h - g, h + g, f + e
    return (i * j % P, k * l % P, j * k % P, i * l % P)


def point_mul(n, point):
    total = (0, 1, 1, 0)
    while n > 0:
        if n & 1:
            total = point_add(total, point)
        point = point_add(point, point)
        n >>= 1
    return total


def recover_x(y, sign):
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if sign else 0
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P != 0:
        x = x * SQRT_M1 % P
    if (x * x - x2) % P != 0:
        return None
    return P - x if (x & 1) != sign else x


def decompress(data):
    y = int.from_bytes(data, "little")
    sign = y >> 255
    y &= (1 << 255) - 1
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


G_Y = 4 * pow(5, P - 2, P) % P
G = (recover_x(G_Y, 0), G_Y, 1, recover_x(G_Y, 0) * G_Y % P)


def ed25519_verify(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r = decompress(public), decompress(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= Q:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    left, right = point_mul(s, G), point_add(r, point_mul(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# ---- The bytes of a draw ----


def entry_of(salt, sale, holder):
    return HMAC(salt, f"firsthand/entry/v1\n{sale}\n{unicodedata.normalize('NFC', holder)}".encode())


def seal_of(salt, sale, entry_hex, status):
    return HMAC(salt, f"firsthand/seal/v1\n{sale}\n{entry_hex}\n{status}".encode())


def tree_root(leaves):
    """RFC 6962, section 2.1, as it is written there."""
    if not leaves:
        return H(b"")
    if len(leaves) == 1:
        return H(b"\x00" + leaves[0])
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return H(b"\x01" + tree_root(leaves[:split]) + tree_root(leaves[split:]))


def key_of(seed, entry, weight):
    return min(HMAC(seed, entry + j.to_bytes(4, "big")) for j in range(weight))


def ordered(seed, entries, weights):
    keyed = [(key_of(seed, entry, weight), entry, index) for index, (entry, weight) in enumerate(zip(entries, weights))]
    return sorted(keyed)


def draw_seed(randomness, sale, number, root, charter_hash):
    return HMAC(randomness, f"firsthand/draw/v1\n{sale}\n{number}\n{root.hex()}\n{charter_hash.hex()}\n".encode())


def redraw_seed(randomness, sale, number, vacancy_hash):
    return HMAC(randomness, f"firsthand/redraw/v1\n{sale}\n{number}\n{vacancy_hash.hex()}\n".encode())


def recompute(making):
    """Makes every public byte of a draw from its secret, its registrations and its randomness."""
    sale, secret, charter_hash = making["sale"], bytes.fromhex(making["drawSecret"]), bytes.fromhex(making["charterHash"])
    receipts, people = [], []
    for each in making["registrations"]:
        salt = HMAC(secret, b"holder\n" + each["reg"].encode())
        entry = entry_of(salt, sale, each["holder"])
        receipts.append({"salt": salt.hex(), "entry": entry.hex()})
        people.append((entry, each))
    groups = {}
    for entry, each in people:
        if not each["excluded"]:
            groups.setdefault(each["group"], []).append(entry)
    kept = set()
    for members in groups.values():
        members.sort(key=lambda entry: H(f"firsthand/keep/v1\n{charter_hash.hex()}\n{entry.hex()}".encode()))
        kept.update(members[: making["perHousehold"]])
    statuses, weights, lines = {}, {}, []
    for entry, each in sorted(people, key=lambda person: person[0]):
        status = "excluded" if each["excluded"] else "eligible" if entry in kept else "shared"
        seal = seal_of(HMAC(secret, b"seal\n" + entry.hex().encode()), sale, entry.hex(), status)
        statuses[entry], weights[entry] = status, each["weight"]
        lines.append(f"{entry.hex()} {each['weight']} {seal.hex()}")
    root = tree_root([line.encode() for line in lines])
    seed = draw_seed(H(bytes.fromhex(making["signature"])), sale, making["round"], root, charter_hash)
    entries = sorted(statuses)
    order = ordered(seed, entries, [weights[entry] for entry in entries])
    cutoff, called, openings, passed = ZEROS, 0, [], []
    for key, entry, _ in order:
        if called == making["units"]:
            break
        passed.append(f"{entry.hex()} {HMAC(secret, b'seal' + bytes([10]) + entry.hex().encode()).hex()} {statuses[entry]}\n")
        if statuses[entry] != "eligible":
            continue
        called, cutoff, openings = called + 1, key.hex(), list(passed)
    return {
        "receipts": receipts,
        "entries": "".join(line + "\n" for line in lines),
        "root": root.hex(),
        "seed": seed.hex(),
        "cutoff": cutoff,
        "called": called,
        "openings": "".join(openings),
    }


# ---- Reading what is published ----


class Fault(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


def demand(holds, code):
    if not holds:
        raise Fault(code)


def is_count(value):
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53


def is_hash(value):
    return isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value) is not None


def is_text(value):
    return isinstance(value, str)


def is_instant(value):
    return isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z", value) is not None


def milliseconds(text):
    moment = datetime.datetime.fromisoformat(text[:-1]).replace(tzinfo=datetime.timezone.utc)
    since = moment - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
    return since // datetime.timedelta(milliseconds=1)


def shaped(value, shape):
    """Whether a value is an object whose members pass: each a check, a nested shape, or a text that it has to be."""
    if not isinstance(value, dict):
        return False
    for name, wanted in shape.items():
        member = value.get(name)
        if isinstance(wanted, dict):
            if not shaped(member, wanted):
                return False
        elif isinstance(wanted, str):
            if member != wanted:
                return False
        elif not wanted(member):
            return False
    return True


CHARTER = {
    "spec": "firsthand-draw/v1",
    "sale": is_text,
    "units": is_count,
    "registration": {"opensAt": is_instant, "closesAt": is_instant},
    "limits": {"perHousehold": is_count},
    "drawAt": is_instant,
    "beacon": {
        "chain": is_hash,
        "publicKey": lambda value: is_text(value) and re.fullmatch("[0-9a-f]{192}", value) is not None,
        "genesis": is_count,
        "period": is_count,
        "round": is_count,
    },
    "leadSeconds": is_count,
    "weightMax": is_count,
}
COMMITMENT = {
    "charter": is_hash,
    "n": is_count,
    "root": is_hash,
    "eligible": is_count,
    "shared": is_count,
    "excluded": {"automation": is_count, "identity": is_count, "eligibility": is_count},
    "withdrawn": is_count,
    "weights": lambda value: isinstance(value, dict)
    and all(re.fullmatch("[1-8]", name) and is_count(each) for name, each in value.items()),
    "round": is_count,
    "frozenAt": is_instant,
}
RESULT = {"round": is_count, "cutoff": is_hash, "called": is_count, "skippedAboveLine": is_count}
WAVE = {"vacancies": {"unpaid": is_count, "declined": is_count}, "cutoff": is_hash, "called": is_count}
VACANCY = {
    "count": is_count,
    "entries": lambda value: isinstance(value, list) and all(map(is_hash, value)),
    "staff": lambda value: isinstance(value, list) and all(map(is_text, value)),
}
RECEIPT = {
    "iss": is_text,
    "iat": is_count,
    "sale": is_text,
    "reg": is_text,
    "entry": is_hash,
    "holder": lambda value: value is None or is_text(value),
    "salt": lambda value: value is None or is_hash(value),
    "charter": is_hash,
    "drawAt": is_instant,
    "round": is_count,
}


def unbase64url(text):
    if re.fullmatch("[A-Za-z0-9_-]+", text) is None or len(text) % 4 == 1:
        return None
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return data if base64.urlsafe_b64encode(data).rstrip(b"=").decode() == text else None


def once(pairs):
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a member stands twice")
    return dict(pairs)


def read_json(data):
    try:
        text = data.decode()
        value = json.loads(text, object_pairs_hook=once)
        written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return value if written == text else None
    except (ValueError, RecursionError):
        return None


def read_signed(compact, typ, keys, kind):
    parts = compact.split(".")
    decoded = [unbase64url(part) for part in parts]
    demand(len(parts) == 3 and None not in decoded, f"{kind}-malformed")
    header, claims = read_json(decoded[0]), read_json(decoded[1])
    demand(shaped(header, {"alg": "EdDSA", "typ": typ, "kid": is_text}) and claims is not None, f"{kind}-malformed")
    key = next((unbase64url(key["x"]) for key in keys if key["kid"] == header["kid"]), None)
    signed = key is not None and ed25519_verify(key, f"{parts[0]}.{parts[1]}".encode(), decoded[2])
    demand(signed, f"{kind}-signature")
    return decoded[1], claims


def read_statements(draw):
    statements, previous = [], ZEROS
    for place, compact in enumerate(draw["statements"]):
        payload, said = read_signed(compact, "statement+jwt", draw["keys"], "statement")
        shape = {"iss": is_text, "iat": is_count, "kind": is_text, "sale": is_text, "seq": is_count, "prev": is_text}
        demand(shaped(said, shape), "statement-malformed")
        same = not statements or said["iss"] == statements[-1]["iss"]
        demand(said["sale"] == draw["saleId"] and same, "statement-foreign")
        demand(said["seq"] == place, "statement-order")
        demand(said["prev"] == previous, "statement-link")
        demand(not statements or said["iat"] >= statements[-1]["iat"], "statement-time")
        previous = H(compact.encode()).hex()
        statements.append({**said, "ms": said["iat"] * 1000, "hash": H(payload), "textHash": previous})
    for seen in draw.get("seen", []):
        demand(seen["seq"] < len(statements), "statement-dropped")
        demand(statements[seen["seq"]]["textHash"] == seen["hash"], "statement-forked")
    return statements


def read_entries(text):
    lines = text.split("\n")
    whole = lines.pop() == ""
    entries, weights, seals = [], [], []
    for place, line in enumerate(lines):
        match = re.fullmatch("([0-9a-f]{64}) ([1-8]) ([0-9a-f]{64})", line)
        demand(match is not None, "entries-malformed")
        entries.append(bytes.fromhex(match[1]))
        weights.append(int(match[2]))
        seals.append(bytes.fromhex(match[3]))
        demand(place == 0 or entries[-2] < entries[-1], "entries-order")
    demand(whole, "entries-malformed")
    return {"entries": entries, "weights": weights, "seals": seals, "root": tree_root([line.encode() for line in lines])}


def read_openings(text):
    lines = text.split("\n")
    demand(lines.pop() == "", "openings-malformed")
    openings = []
    for line in lines:
        match = re.fullmatch("([0-9a-f]{64}) ([0-9a-f]{64}) (eligible|shared|excluded)", line)
        demand(match is not None, "openings-malformed")
        openings.append((bytes.fromhex(match[1]), bytes.fromhex(match[2]), match[3]))
    return openings


class Order:
    """The order of one seed, and the seals of it that were opened."""

    def __init__(self, draw, seed, text, without):
        demand(text is not None, "openings-missing")
        self.openings = read_openings(text)
        rows = ordered(seed, draw.list["entries"], draw.list["weights"])
        self.rows = [row for row in rows if row[2] not in without]
        self.passed = 0
        for place, (entry, salt, status) in enumerate(self.openings):
            demand(place < len(self.rows) and self.rows[place][1] == entry, "openings-order")
            seal = draw.list["seals"][self.rows[place][2]]
            demand(seal_of(salt, draw.sale, entry.hex(), status) == seal, "openings-seal")

    def walk(self, said, wanted, already, kind):
        called, passed, skipped = [], self.passed, 0
        place = passed
        while len(called) < wanted:
            demand(place < len(self.rows), f"{kind}-called")
            demand(place < len(self.openings), "openings-missing")
            index = self.rows[place][2]
            if self.openings[place][2] == "eligible" and index not in already:
                called.append(index)
                skipped += place - passed
                passed = place + 1
            place += 1
        cutoff = self.rows[passed - 1][0].hex() if passed else ZEROS
        demand(said["called"] == len(called), f"{kind}-called")
        demand(said["cutoff"] == cutoff, f"{kind}-cutoff")
        demand(kind == "wave" or said["skippedAboveLine"] == skipped, f"{kind}-skipped")
        self.passed = passed
        return called


class Replay:
    def __init__(self, draw):
        self.draw, self.sale, self.files = draw, draw["saleId"], draw["files"]
        self.charters, self.charter, self.commitment, self.list, self.order = {}, None, None, None, None
        self.round, self.first_round, self.voided = 0, None, False
        self.called, self.randomness, self.redraws = set(), {}, []
        self.vacancies, self.vacated = 0, None

    def time(self, number):
        beacon = self.charter["beacon"]
        return (beacon["genesis"] + (number - 1) * beacon["period"]) * 1000

    def round_at(self, ms):
        beacon = self.charter["beacon"]
        return max(1, -((beacon["genesis"] * 1000 - ms) // (beacon["period"] * 1000)) + 1)

    def play(self, statement):
        kinds = ("charter", "void", "postponed", "commitment", "beacon", "result", "wave", "vacancy", "redraw")
        kind = statement["kind"]
        if kind != "charter":
            demand(self.charter is not None, "charter-missing")
        demand(kind in kinds, "statement-malformed")
        getattr(self, f"play_{kind}")(statement.get("body"), statement)

    def play_charter(self, body, statement):
        demand(shaped(body, CHARTER), "charter-malformed")
        opens, closes = (milliseconds(body["registration"][name]) for name in ("opensAt", "closesAt"))
        bounds = body["leadSeconds"] >= 5 and 1 <= body["weightMax"] <= 8 and body["beacon"]["period"] >= 1
        demand(body["sale"] == self.sale and bounds and opens < closes, "charter-malformed")
        before = self.charter
        if before is not None:
            later = self.voided and milliseconds(body["drawAt"]) > milliseconds(before["drawAt"])
            early = not self.voided and statement["ms"] < milliseconds(before["registration"]["opensAt"])
            demand(later or early, "charter-moved")
        named = ("chain", "publicKey", "genesis", "period")
        known = any(all(chain[name] == body["beacon"][name] for name in named) for chain in self.draw["chains"])
        demand(known, "charter-chain")
        self.charter = {**body, "hash": statement["hash"]}
        demand(body["beacon"]["round"] == self.round_at(milliseconds(body["drawAt"])), "charter-round")
        self.charters[statement["hash"].hex()] = self.charter
        self.round, self.first_round, self.commitment, self.voided = body["beacon"]["round"], None, None, False

    def play_void(self, body, statement):
        in_time = self.commitment is None or statement["ms"] < self.time(self.round)
        demand(not self.voided and in_time, "void-late")
        self.voided = True

    def play_postponed(self, body, statement):
        fits = shaped(body, {"from": is_count, "round": is_count}) and body["from"] == self.round and not self.voided
        demand(fits, "postponed-wrong")
        now = statement["ms"]
        list_late = self.commitment is None and now < self.time(self.round)
        beacon_late = self.commitment is not None and self.order is None and now >= self.time(self.round) + 86_400_000
        if list_late:
            demand(body["round"] == self.round_at(now + 120_000), "postponed-wrong")
        else:
            demand(beacon_late and body["round"] >= self.round_at(now + 600_000), "postponed-wrong")
            self.first_round = self.first_round or self.round
        self.round = body["round"]

    def play_commitment(self, body, statement):
        demand(self.commitment is None, "commitment-twice")
        demand(not self.voided and shaped(body, COMMITMENT), "statement-malformed")
        demand(body["charter"] == self.charter["hash"].hex(), "commitment-charter")
        demand(body["round"] == self.round, "commitment-round")
        frozen, closes = milliseconds(body["frozenAt"]), milliseconds(self.charter["registration"]["closesAt"])
        in_time = self.time(self.round) - self.charter["leadSeconds"] * 1000
        demand(max(statement["ms"], frozen) <= in_time and frozen >= closes, "commitment-late")
        total = body["eligible"] + body["shared"] + sum(body["excluded"][kind] for kind in ("automation", "identity", "eligibility"))
        demand(total == body["n"] and sum(body["weights"].values()) == body["n"], "commitment-totals")
        self.commitment = body
        text = self.files.get("entries")
        demand(text is not None, "entries-missing")
        entries = read_entries(text)
        demand(len(entries["entries"]) == body["n"], "entries-count")
        for weight in range(1, 9):
            count = entries["weights"].count(weight)
            fits = count == body["weights"].get(str(weight), 0) and (count == 0 or weight <= self.charter["weightMax"])
            demand(fits, "entries-weights")
        demand(entries["root"].hex() == body["root"], "entries-root")
        self.list = entries

    def redraw_round(self):
        return self.round_at(self.vacated["ms"] + 120_000)

    def play_beacon(self, body, statement):
        if shaped(body, {"round": is_count, "ownSecret": is_hash}):
            secret = bytes.fromhex(body["ownSecret"])
            demand(body["round"] == self.round and self.charter.get("ownSecretHash") == H(secret).hex(), "own-secret")
            demand(body["round"] not in self.randomness, "beacon-twice")
            self.randomness[body["round"]] = secret
            return
        demand(shaped(body, {"round": is_count, "signature": is_text}), "statement-malformed")
        number = body["round"]
        demand(number == (self.round if self.vacated is None else self.redraw_round()), "beacon-round")
        demand(number not in self.randomness, "beacon-twice")
        demand(statement["ms"] >= self.time(number), "beacon-early")
        relayed = {each["round"]: each["signature"] for each in self.draw["relayed"]}
        demand(relayed.get(number) == body["signature"], "beacon-signature")
        self.randomness[number] = H(bytes.fromhex(body["signature"]))

    def play_result(self, body, statement):
        demand(shaped(body, RESULT), "statement-malformed")
        demand(self.order is None, "result-twice")
        randomness = self.randomness.get(self.round)
        demand(self.list is not None and self.commitment is not None and randomness is not None, "result-early")
        demand(body["round"] == self.round, "result-round")
        seed = draw_seed(randomness, self.sale, self.round, self.list["root"], self.charter["hash"])
        order = Order(self, seed, self.files.get("openings"), self.called)
        committed = {**self.commitment, "excluded": sum(self.commitment["excluded"][kind] for kind in ("automation", "identity", "eligibility"))}
        for status in STATUSES:
            opened = sum(1 for opening in order.openings if opening[2] == status)
            demand(opened <= committed[status], "openings-totals")
        self.order = order
        self.called |= set(order.walk(body, min(self.charter["units"], self.commitment["eligible"]), self.called, "result"))

    def left(self):
        return self.commitment["eligible"] - len(self.called)

    def play_wave(self, body, statement):
        demand(shaped(body, WAVE), "statement-malformed")
        demand(self.order is not None, "wave-early")
        vacancies = body["vacancies"]["unpaid"] + body["vacancies"]["declined"]
        self.vacancies += vacancies
        demand(self.vacancies <= len(self.called), "wave-vacancies")
        self.called |= set(self.order.walk(body, min(vacancies, self.left()), set(self.called), "wave"))

    def play_vacancy(self, body, statement):
        demand(shaped(body, VACANCY), "statement-malformed")
        demand(self.order is not None, "wave-early")
        demand(self.vacated is None, "vacancy-twice")
        places = {entry.hex(): index for index, entry in enumerate(self.list["entries"])}
        named = set(body["entries"])
        called = all(places.get(entry) in self.called for entry in named)
        fits = len(named) == len(body["entries"]) and len(named) <= body["count"] and body["count"] > 0
        demand(fits and called and len(set(body["staff"])) >= 2, "vacancy-malformed")
        self.vacated = {"hash": statement["hash"], "ms": statement["ms"], "count": body["count"]}

    def play_redraw(self, body, statement):
        demand(shaped(body, RESULT), "statement-malformed")
        demand(self.vacated is not None and self.list is not None, "redraw-early")
        demand(body["round"] == self.redraw_round(), "redraw-round")
        randomness = self.randomness.get(body["round"])
        demand(randomness is not None, "redraw-early")
        seed = redraw_seed(randomness, self.sale, body["round"], self.vacated["hash"])
        order = Order(self, seed, self.files.get("redraws", {}).get(str(body["round"])), set(self.called))
        self.redraws.append(order)
        wanted, self.vacated = min(self.vacated["count"], self.left()), None
        self.called |= set(order.walk(body, wanted, set(self.called), "redraw"))


def read_receipts(draw, replay, issuer):
    receipts = []
    for compact in draw.get("receipts", []):
        _, said = read_signed(compact, "receipt+jwt", draw["keys"], "receipt")
        demand(shaped(said, RECEIPT) and ("withdrawn" not in said or is_count(said["withdrawn"])), "receipt-malformed")
        demand(said.get("late", True) is True, "receipt-malformed")
        demand(said["sale"] == draw["saleId"] and said["iss"] == issuer, "receipt-foreign")
        charter = replay.charters.get(said["charter"])
        demand(charter is not None, "receipt-charter")
        fits = said["round"] == charter["beacon"]["round"] and said["drawAt"] == charter["drawAt"]
        demand(fits, "receipt-round")
        may_be_late = "ownSecretHash" in charter and said["iat"] * 1000 >= milliseconds(charter["registration"]["closesAt"])
        demand("late" not in said or may_be_late, "receipt-late")
        if "withdrawn" not in said:
            demand("salt" in said and "holder" in said, "receipt-entry")
            entry = entry_of(bytes.fromhex(said["salt"]), said["sale"], said["holder"]).hex()
            demand(entry == said["entry"], "receipt-entry")
        receipts.append(said)
    withdrawn = {each["reg"] for each in receipts if "withdrawn" in each}
    by_registration, by_holder = {}, {}
    for each in receipts:
        demand(by_registration.setdefault(each["reg"], each["entry"]) == each["entry"], "receipt-clash")
        if each["reg"] not in withdrawn and "holder" in each:
            demand(by_holder.setdefault(each["holder"], each["reg"]) == each["reg"], "receipt-clash")
    return receipts


def verify(draw):
    statements = read_statements(draw)
    replay = Replay(draw)
    for statement in statements:
        replay.play(statement)
    demand(bool(statements), "charter-missing")
    receipts = read_receipts(draw, replay, statements[0]["iss"])
    if replay.list is not None:
        listed = {entry.hex() for entry in replay.list["entries"]}
        withdrawn = {each["entry"] for each in receipts if "withdrawn" in each}
        for each in receipts:
            demand(not (each["entry"] in withdrawn and each["entry"] in listed), "receipt-withdrawn")
            demand("late" not in each or each["entry"] not in listed, "receipt-late")
            demand(each["entry"] in withdrawn or "late" in each or each["entry"] in listed, "receipt-missing")
    for order in ([replay.order] if replay.order is not None else []) + replay.redraws:
        demand(len(order.openings) <= order.passed, "openings-extra")
    thrown = {each["round"] for each in draw.get("beacons", [])}
    demand(replay.first_round is None or replay.first_round not in thrown, "second-throw")


def answer(mode, value):
    if mode == "recompute":
        return recompute(value)
    try:
        verify(value)
        return {"fault": None}
    except Fault as fault:
        return {"fault": fault.code}


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in ("verify", "recompute"):
        sys.exit(__doc__)
    for line in sys.stdin:
        print(json.dumps(answer(sys.argv[1], json.loads(line))), flush=True)
