// Makes pages live. They work without it; it only spares the reader some clicks and reloads. It knows these attributes:
//   data-live="execution:ID"  follow that execution from event data-since on; after its events, swap data-fragment in
//   data-live="executions"    swap this element in anew when status.js tells of one of these topics: from data-fragment, or from this very page
//   data-poll="10s"           ask for it that often while the page is seen and nothing tells of changes
//   data-fragment="url"       on a link: swap this in instead of loading the page
//   data-tokens="STEP"        append what a model is writing for this step
//   data-seek="url"           on a search field in a dialog: ask for url?q=... while typing
//   data-reply="url"          append what is written of a reply; swap #live's data-fragment in at its end
//   data-copy="text"  data-dialog="id"  data-hotkey="g e"  data-row  data-submit  data-line  data-time

const byId = id => document.getElementById(id);

// --- Swapping: the new state is laid over the old nodes, so that focus, scroll, selection and open <details> stay. ---

function morph(from, to) {
  if (from.nodeType !== to.nodeType || from.nodeName !== to.nodeName || (from.id && to.id && from.id !== to.id)) {
    from.replaceWith(to);
    return;
  }
  if (from.nodeType !== Node.ELEMENT_NODE) {
    if (from.data !== to.data) from.data = to.data;
    return;
  }
  if (from.isEqualNode(to)) return;
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && !(name === "open" && from.nodeName === "DETAILS")) from.removeAttribute(name);
  }
  for (const { name, value } of to.attributes) {
    const readersChoice = name === "open" && from.nodeName === "DETAILS";
    if (from.getAttribute(name) !== value && !readersChoice) from.setAttribute(name, value);
  }
  if (!from.dataset?.tokens && !from.dataset?.reply) morphChildren(from, to);
}

function morphChildren(from, to) {
  const named = new Map([...from.children].filter(child => child.id).map(child => [child.id, child]));
  let next = from.firstChild;
  for (const wanted of [...to.childNodes]) {
    const same = wanted.id && named.get(wanted.id);
    if (same) {
      if (same === next) next = next.nextSibling;
      else from.insertBefore(same, next);
      morph(same, wanted);
    } else if (next && !next.id && !wanted.id) {
      const old = next;
      next = next.nextSibling;
      morph(old, wanted);
    } else {
      from.insertBefore(wanted, next);
    }
  }
  while (next) {
    const rest = next.nextSibling;
    next.remove();
    next = rest;
  }
}

async function swap(url, { isWanted = () => true, only } = {}) {
  const reply = await fetch(url, { headers: { accept: "text/html" } });
  if (!reply.ok || !isWanted()) return false;
  const part = new DOMParser().parseFromString(await reply.text(), "text/html");
  for (const to of only ? [part.getElementById(only)].filter(Boolean) : [...part.body.children]) {
    const from = to.id && byId(to.id);
    if (from) morph(from, to);
  }
  dress(document);
  return true;
}

// --- Live: one stream while the page is seen; many events in a burst are one swap. ---

let stream, streamOf, swapping, again, lost;
let retry = 500;

async function refresh() {
  if (swapping) return void (again = true);
  swapping = true;
  const began = performance.now();
  const live = followed();
  try {
    if (live) await swap(live.dataset.fragment);
  } catch {
    // The next event, or the end of the outage, asks again.
  }
  swapping = false;
  if (again) {
    again = false;
    // What is long to draw is drawn less often.
    setTimeout(refresh, Math.max(100, 3 * (performance.now() - began)));
  }
}

const followed = () => document.querySelector("[data-live^='execution:']");

function follow() {
  const live = followed();
  const id = document.hidden ? undefined : live?.dataset.live.slice(10);
  if (id === streamOf) return;
  stream?.close();
  stream = undefined;
  streamOf = id;
  if (id) listen(new EventSource(`/api/v1/executions/${encodeURIComponent(id)}/stream?after=${live.dataset.since ?? 0}`));
  else found();
}

const durable = [
  "execution.created", "execution.started", "step.started", "step.succeeded", "step.failed", "step.evaluated", "step.late_result_ignored",
  "model.replied", "execution.completed", "execution.failed", "execution.cancelled", "execution.timed_out",
];

function listen(source) {
  stream = source;
  for (const type of durable) source.addEventListener(type, () => refresh());
  source.addEventListener("token", event => {
    const { step_id: step, text } = JSON.parse(event.data);
    document.querySelector(`[data-tokens="${CSS.escape(step)}"]`)?.append(text);
  });
  source.addEventListener("open", found);
  source.addEventListener("error", () => {
    if (stream !== source) return;
    lost ??= setTimeout(note, 2000, "Reconnecting…");
    if (source.readyState !== EventSource.CLOSED) return;

    // The server answered that there is nothing more, or a proxy that nobody is there: the page knows which.
    stream = undefined;
    refresh();
    setTimeout(followAgain, (retry = Math.min(retry * 2, 8000)));
  });
}

function followAgain() {
  if (stream) return;
  streamOf = undefined;
  refresh().then(follow);
}

function found() {
  clearTimeout(lost);
  lost = undefined;
  retry = 500;
  note("");
}

function note(text) {
  const shown = document.querySelector(".offline-note");
  if (!text) return void shown?.remove();
  const element = shown ?? document.body.appendChild(document.createElement("div"));
  element.className = "offline-note";
  element.role = "status";
  element.textContent = text;
}

// --- A reply while it is written. It lasts until its message comes; whatever breaks it off, the page is asked again. ---

let reply;

function readReply() {
  const element = document.querySelector("[data-reply]");
  if (!element || reply) return;
  const source = (reply = new EventSource(element.dataset.reply));
  const end = wait => {
    source.close();
    setTimeout(() => {
      if (reply === source) reply = undefined;
      swap(byId("live").dataset.fragment).catch(() => {});
    }, wait);
  };
  source.addEventListener("open", () => (element.textContent = ""));
  source.addEventListener("delta", event => document.querySelector("[data-reply]")?.append(JSON.parse(event.data).text));
  source.addEventListener("message", () => end(0));
  source.addEventListener("error", () => end(1000));
}

// --- Topics: what status.js tells of is asked for anew, once at a time per element. ---

const bringing = new Map();

async function bring(element) {
  if (bringing.has(element)) return void bringing.set(element, true);
  bringing.set(element, false);
  const { fragment } = element.dataset;
  await (fragment ? swap(fragment) : swap(location.href, { only: element.id })).catch(() => {}); // The next change, or the poll, asks again.
  const again = bringing.get(element);
  bringing.delete(element);
  if (again && element.isConnected) setTimeout(bring, 250, element);
}

document.addEventListener("status", ({ detail: topic }) => {
  if (!document.hidden) document.querySelectorAll(`[data-live~="${topic}"]`).forEach(bring);
});

// --- Polling, with one timer per element, where no stream tells of changes. ---

const polled = new WeakSet();
const isTold = ({ dataset: { live } }) => (live?.startsWith("execution:") ? stream?.readyState === EventSource.OPEN : live && "stream" in document.documentElement.dataset);

function poll(element) {
  if (polled.has(element)) return;
  polled.add(element);
  const wait = parseFloat(element.dataset.poll) * 1000;
  const timer = setInterval(() => {
    if (!element.isConnected) clearInterval(timer);
    else if (!document.hidden && element.dataset.poll && !isTold(element)) bring(element);
  }, wait);
}

// --- Times in the reader's zone and words, kept current. ---

const exactly = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

function ago(time) {
  const seconds = (Date.now() - time) / 1000;
  if (seconds < 10) return "just now";
  if (seconds < 60) return `${Math.floor(seconds)} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ago`;
  if (seconds < 2592000) return `${Math.floor(seconds / 86400)} d ago`;
  return exactly.format(time).split(",").slice(0, 2).join(",");
}

function tellTimes() {
  for (const element of document.querySelectorAll("time[data-time]")) {
    const time = new Date(element.dateTime);
    const text = element.dataset.time === "exact" ? exactly.format(time) : ago(time);
    element.title = exactly.format(time);
    if (element.textContent !== text) element.textContent = text;
  }
}

// --- What needs dressing after each swap. ---

function dress(root) {
  tellTimes();
  for (const element of root.querySelectorAll("[data-poll]")) poll(element);
  for (const element of root.querySelectorAll("[data-copy][hidden], [data-dialog][hidden]")) element.hidden = false;
  follow();
  readReply();
}

// --- Clicks and keys. ---

const address = () => location.pathname + location.search;
let shownAddress = address();

async function open(link, event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0) return;
  event.preventDefault();
  const fragment = link.dataset.fragment;
  const href = link.getAttribute("href");
  if (!(await swap(fragment).catch(() => false))) return void location.assign(href);
  history.pushState({ fragment }, "", href);
  shownAddress = address();
  document.querySelector(".drawer")?.querySelector("a")?.focus({ preventScroll: true, focusVisible: false });
}

document.addEventListener("click", event => {
  const target = event.target.closest?.("a[data-fragment], [data-copy], [data-dialog], [data-line]");
  if (!target) return;
  if (target.dataset.copy !== undefined) copy(target);
  else if (target.dataset.dialog) byId(target.dataset.dialog).showModal();
  else if (target.dataset.line) showLine(target, event);
  else open(target, event);
});

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const before = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = before), 1500);
}

function showLine(link, event) {
  const area = byId(link.hash.slice(1));
  if (area?.nodeName !== "TEXTAREA") return void (link.hash = `${link.hash}-${link.dataset.line}`);
  event.preventDefault();
  const lines = area.value.split("\n");
  const start = lines.slice(0, link.dataset.line - 1).join("\n").length + (link.dataset.line > 1 ? 1 : 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[link.dataset.line - 1] ?? "").length);
  area.scrollTop = (link.dataset.line - 4) * (area.scrollHeight / lines.length);
}

document.addEventListener("change", event => event.target.matches?.("[data-submit]") && event.target.form.requestSubmit());

let firstKey;

document.addEventListener("keydown", event => {
  const typing = event.target.closest?.("input, textarea, select");
  if (typing && event.key !== "Escape" && !event.ctrlKey) return;
  if (event.altKey || event.metaKey || document.querySelector(":popover-open, dialog[open]")) return;
  const key = (event.ctrlKey ? "ctrl+" : "") + event.key;
  const wanted = firstKey ? `${firstKey} ${key}` : key;
  firstKey = key === "g" && !firstKey ? "g" : undefined;
  if (key === "j" || key === "k") return moveRow(key === "j" ? 1 : -1);
  const target = document.querySelector(`[data-hotkey="${CSS.escape(wanted)}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.matches("input")) target.focus();
  else target.click();
});

function moveRow(step) {
  const rows = [...document.querySelectorAll("[data-row]")];
  const at = rows.indexOf(document.activeElement);
  rows[Math.min(Math.max(at + step, 0), rows.length - 1)]?.focus();
}

// --- The palette: what fits is asked for while typing; arrows walk through it; Enter opens the first one, once it is there. ---

let sought = Promise.resolve();
let seeks = 0;

document.addEventListener("input", event => {
  const { seek } = event.target.dataset;
  if (!seek) return;
  const mine = ++seeks;
  const isWanted = () => mine === seeks;
  sought = new Promise(rest => setTimeout(rest, 120))
    .then(() => isWanted() && swap(`${seek}?q=${encodeURIComponent(event.target.value)}`, { isWanted }))
    .catch(() => {}); // What is shown stays; the form still searches.
});

document.addEventListener("submit", async event => {
  const field = event.target.querySelector("[data-seek]");
  if (!field) return;
  event.preventDefault();
  await sought;
  const first = byId(field.getAttribute("aria-controls")).querySelector("a");
  if (first) first.click();
  else event.target.submit();
});

document.addEventListener("keydown", event => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const dialog = event.target.closest?.("dialog");
  if (!step || !dialog?.querySelector("[data-seek]")) return;
  event.preventDefault();
  const stops = [...dialog.querySelectorAll("[data-seek], a")];
  stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
});

addEventListener("popstate", event => {
  if (address() === shownAddress) return; // Only the #part changed.
  shownAddress = address();
  const fragment = event.state?.fragment;
  if (!fragment || !byId("live")) location.reload();
  else swap(fragment).catch(() => location.reload());
});

document.addEventListener("visibilitychange", () => {
  follow();
  if (document.hidden) return;
  refresh();
  document.querySelectorAll("[data-live]:not([data-live^='execution:'])").forEach(bring);
});

// --- Start. ---

const shown = byId("live");
if (shown) history.replaceState({ fragment: shown.dataset.fragment }, "");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) document.cookie = `agents-zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
setInterval(tellTimes, 10000);
dress(document);
