// Keeps a page of the launch room up to date: asks once a second whether anything changed, and sends what people write.
const { Queue, newId, Drafts, Press, keyOf } = window.talentshedRoom; // room-queue.js and room-drafts.js, loaded before

const root = document.querySelector("[data-room]");
const changing = root.querySelector("[data-changing]");
const signal = document.querySelector("[data-signal]");
const problem = root.querySelector("[data-problem]");
const words = (name, values = {}) =>
  Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), root.dataset[`words${name}`] || "");
const EVERY = 1000;
const known = { version: 0, shape: 0, ballot: 0, etag: "" };
let clock = 0; // what to add to this phone's clock to get the server's
let failures = 0;
let stale = false;
let drawing = false;
const mine = new Map(); // ids of posts that wait, or came back before the board showed them
const drafts = new Drafts(changing);
const press = new Press(changing);

function remember() {
  const state = changing.querySelector("[data-state]").dataset;
  Object.assign(known, { version: +state.version, shape: +state.shape, ballot: +state.ballot, etag: "" });
}

// Sending ------------------------------------------------------------------------------------------------------------

async function send(entry) {
  const body = new URLSearchParams(entry.fields);
  const token = root.querySelector("input[name=csrfmiddlewaretoken]") || document.querySelector("input[name=csrfmiddlewaretoken]");
  if (token) body.set("csrfmiddlewaretoken", token.value);
  let response;
  try {
    response = await fetch(entry.url, { method: "POST", body, headers: { Accept: "application/json" } });
  } catch {
    return "later";
  }
  const answer = await response.json().catch(() => null);
  if (response.ok && answer) {
    if (answer.ballot) taken(entry, answer.ballot);
    say(entry.form, words("Sent"));
    return "kept";
  }
  if (answer && answer.error) {
    problem.textContent = answer.error;
    forget(entry.id);
    if (entry.form !== "ballot") drafts.giveBack(entry.key, entry.fields);
    return "refused";
  }
  return "later"; // the server is starting, or a proxy answered in its place
}

// Where the form shows what was sent, its page is up to date; else it is drawn anew.
function taken(entry, ballot) {
  const form = changing.querySelector("form[data-queue=ballot]");
  const isShown = form && drafts.settle(form, entry.fields);
  if (isShown && ballot === known.ballot + 1) known.ballot = ballot;
}

function forget(id) {
  mine.delete(id);
  changing.querySelector(`[data-post="${id}"]`)?.remove();
}

function say(form, text) {
  const place = changing.querySelector(`form[data-queue="${form}"] [data-done]`);
  if (place) place.textContent = text;
}

const queue = new Queue(window.localStorage, `talentshed-room-${root.dataset.key}`, send, show);

function show(entries) {
  if (root.dataset.room !== "phone") return;
  const waiting = entries.length ? words("Kept", { count: entries.length }) : "";
  const away = failures > 2 ? words("Away") : "";
  const text = [away, waiting].filter(Boolean).join(" ");
  if (signal.textContent !== text) signal.textContent = text;
}

changing.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.queue) return;
  event.preventDefault();
  problem.textContent = "";
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "id");
  enqueue(form, fields);
  if (form.dataset.queue !== "ballot") {
    for (const each of form.querySelectorAll("textarea, input[type=text]")) each.value = "";
  }
});

function enqueue(form, fields) {
  const id = newId();
  const kind = form.dataset.queue;
  const entry = { id, url: form.action, key: keyOf(form), form: kind, fields: [...fields, ["id", id], ["made_at", String(Date.now() + clock)]] };
  if (kind === "ballot") entry.replaces = "ballot";
  if (kind === "post") {
    const sent = Object.fromEntries(fields);
    mine.set(id, sent);
    draw({ id, kind: sent.kind, text: sent.text, shown_name: "" }, true);
  }
  say(kind, "");
  queue.add(entry);
}

// The board ----------------------------------------------------------------------------------------------------------

function draw(post, waits = false) {
  const list = changing.querySelector("[data-posts]");
  if (!list) return;
  const held = list.querySelector(`[data-post="${post.id}"]`);
  if (held) {
    held.classList.toggle("room__post--waits", waits);
    if (!waits) held.querySelector(".room__waits")?.remove();
    return;
  }
  if (post.kind === "requirement" && !waits) return;
  const item = document.createElement("li");
  item.dataset.post = post.id;
  item.className = `room__post room__post--${post.kind}${waits ? " room__post--waits" : ""}`;
  const kind = document.createElement("span");
  kind.className = "room__kind";
  kind.textContent = words(post.kind[0].toUpperCase() + post.kind.slice(1)) || "";
  item.append(kind, ` ${post.text}`);
  if (waits) {
    const mark = document.createElement("span");
    mark.className = "room__waits";
    mark.textContent = ` (${words("Waiting")})`;
    item.append(mark);
  }
  if (post.shown_name) {
    const name = document.createElement("em");
    name.textContent = ` ${post.shown_name}`;
    item.append(name);
  }
  list.prepend(item);
  while (list.children.length > 40) list.lastElementChild.remove();
}

function arrived(posts) {
  const count = changing.querySelector("[data-count]");
  let added = 0;
  for (const post of posts) {
    const list = changing.querySelector("[data-posts]");
    const isShown = list?.querySelector(`[data-post="${post.id}"]:not(.room__post--waits)`);
    if (!isShown) added += 1;
    mine.delete(post.id);
    draw(post);
  }
  if (count && added) count.textContent = String(+count.textContent.replace(/\D/g, "") + added);
}

// The facilitator's page waits while something is written, ticked or chosen on it; a phone keeps that across.
function isBusy() {
  return root.dataset.room === "lead" && (drafts.isWriting() || drafts.touched().length > 0);
}

// Draws the page anew; says whether it shows the present state now.
async function redraw(isAsked = false) {
  if (drawing) return false;
  if (isBusy() && !isAsked) {
    offer();
    return false;
  }
  drawing = true;
  try {
    const response = await fetch(root.dataset.part, { headers: { Accept: "text/html" } });
    if (!response.ok) return false;
    const html = await response.text();
    await press.over();
    if (isBusy() && !isAsked) return false;
    replace(html);
    return true;
  } catch {
    return false; // asked again at the next turn
  } finally {
    drawing = false;
  }
}

function replace(html) {
  if (root.dataset.room === "phone") drafts.keep();
  const open = [...changing.querySelectorAll("details")].map((each) => each.open);
  changing.innerHTML = html;
  [...changing.querySelectorAll("details")].forEach((each, place) => (each.open = open[place] || each.open));
  drafts.restore();
  remember();
  if (stale) signal.replaceChildren();
  stale = false;
  for (const [id, sent] of mine) draw({ id, kind: sent.kind, text: sent.text }, true);
  dress();
  drafts.refocus();
}

function offer() {
  if (stale) return;
  stale = true;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "usa-button usa-button--outline";
  button.textContent = words("Changed");
  button.addEventListener("click", () => redraw(true));
  signal.replaceChildren(button);
}

// The ballot ---------------------------------------------------------------------------------------------------------

function dress() {
  const form = changing.querySelector("form[data-queue=ballot]");
  if (!form) return;
  for (const field of form.querySelectorAll("input[data-step]")) {
    if (field.dataset.dressed) continue;
    field.dataset.dressed = "yes";
    field.before(stepper(field, -1));
    field.after(stepper(field, 1));
  }
  count(form);
}

function stepper(field, by) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "room__step";
  button.textContent = by > 0 ? "+" : "−";
  const name = field.closest("fieldset").querySelector("legend").firstChild.textContent;
  button.setAttribute("aria-label", `${words(by > 0 ? "More" : "Less")}: ${name}`);
  button.addEventListener("click", () => {
    const next = Math.max(0, (+field.value || 0) + by);
    if (by > 0 && left(field.form) < 1) return;
    field.value = String(next);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  return button;
}

function left(form) {
  const given = [...form.querySelectorAll("input[data-step]")].reduce((sum, field) => sum + (+field.value || 0), 0);
  return +form.dataset.dots - given;
}

function count(form) {
  const place = form.querySelector("[data-left]");
  if (place && form.dataset.dots) place.textContent = words("Left", { count: left(form) });
}

let saving = 0;
function save() {
  clearTimeout(saving);
  saving = 0;
  const form = changing.querySelector("form[data-queue=ballot]");
  if (form) enqueue(form, [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "id"));
}

changing.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.dataset.queue !== "ballot") return;
  count(form);
  if (!form.dataset.dots || left(form) < 0) return;
  // Dots are a whole ballot at any time; ratings and places are sent when the person says so.
  clearTimeout(saving);
  saving = setTimeout(save, 500);
});

// Asking -------------------------------------------------------------------------------------------------------------

async function ask() {
  const headers = known.etag ? { "If-None-Match": known.etag } : {};
  const response = await fetch(`${root.dataset.live}?since=${known.version}`, { headers, cache: "no-store" });
  if (response.status === 304) return;
  if (response.status === 404) {
    signal.textContent = words("Gone");
    await redraw();
    return;
  }
  if (!response.ok) throw new Error(String(response.status));
  const news = await response.json();
  clock = news.now - Date.now();
  const moved = news.shape > known.shape;
  const voted = news.ballot !== known.ballot;
  arrived(news.posts || []);
  if (moved || voted || (root.dataset.room !== "phone" && news.version > known.version)) {
    if (root.dataset.room === "phone") {
      // Two hundred phones need not draw in the same moment. What is not sent yet goes first.
      await new Promise((later) => setTimeout(later, Math.random() * 600));
      if (saving) save(); // a dot given half a second ago counts
      if (!moved && queue.entries.some((entry) => entry.replaces === "ballot")) return;
    }
    if (!(await redraw())) return; // not known before it is shown: asked again at the next turn
  }
  known.version = Math.max(known.version, news.version);
  known.shape = Math.max(known.shape, news.shape);
  known.ballot = news.ballot;
  known.etag = response.headers.get("ETag") || "";
}

async function turn() {
  try {
    await ask();
    if (failures > 2 && root.dataset.room !== "phone") signal.replaceChildren();
    failures = 0;
    await queue.flush();
  } catch {
    failures += 1;
    if (failures > 2 && root.dataset.room !== "phone") signal.textContent = words("Away");
  }
  show(queue.entries);
  setTimeout(turn, EVERY * (0.9 + Math.random() * 0.2));
}

remember();
for (const entry of queue.entries) {
  if (entry.form !== "post") continue;
  const sent = Object.fromEntries(entry.fields);
  mine.set(entry.id, sent);
  draw({ id: entry.id, kind: sent.kind, text: sent.text }, true);
}
dress();
show(queue.entries);
window.addEventListener("online", () => queue.flush());
setTimeout(turn, EVERY * Math.random());
