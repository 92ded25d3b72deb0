// What was written and not sent yet: kept on the phone, sent in order, once there is signal.
// Each entry carries an id made here, so that the server takes it once, however often it is sent.

function newId() {
  // Not crypto.randomUUID: browsers offer that on https only, and a room may be on plain http.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

class Queue {
  // storage: localStorage or the like; send: (entry) => Promise of "kept", "refused" or "later".
  constructor(storage, key, send, changed) {
    Object.assign(this, { storage, key, send, changed, memory: [], busy: false });
  }

  get entries() {
    try {
      return JSON.parse(this.storage.getItem(this.key) || "[]");
    } catch {
      return this.memory;
    }
  }

  set entries(list) {
    this.memory = list;
    try {
      this.storage.setItem(this.key, JSON.stringify(list));
    } catch {
      // A browser that keeps nothing still sends while its page is open.
    }
    this.changed(list);
  }

  add(entry) {
    // A newer ballot takes the place of one that was not sent yet.
    const others = this.entries.filter((held) => !entry.replaces || held.replaces !== entry.replaces);
    this.entries = [...others, entry];
    return this.flush();
  }

  async flush() {
    if (this.busy) return;
    this.busy = true;
    try {
      for (let next = this.entries[0]; next; next = this.entries[0]) {
        const answer = await this.send(next);
        if (answer === "later") return;
        this.entries = this.entries.filter((held) => held.id !== next.id);
      }
    } finally {
      this.busy = false;
    }
  }
}

// Not an export: the names of served files carry a digest, which an import could not know.
Object.assign((window.talentshedRoom ||= {}), { Queue, newId });
