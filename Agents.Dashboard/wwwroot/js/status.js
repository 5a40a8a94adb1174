// Follows /status/stream once per browser: the tab that holds the lock listens and tells the others. Tabs that nobody sees neither hold nor listen.
// The page is told by events named "status" with the topic, and by data-stream on <html> while news would come.

const topics = ["health", "queue", "executions", "approvals", "deployments", "resources"];
const channel = new BroadcastChannel("agents-status");
const root = document.documentElement;
const beat = 4000;

let silence, leave;

function tell(topic) {
  clearTimeout(silence);
  root.dataset.stream = "";
  silence = setTimeout(() => delete root.dataset.stream, 3 * beat);
  if (topic) document.dispatchEvent(new CustomEvent("status", { detail: topic }));
}

function share(topic) {
  channel.postMessage(topic);
  tell(topic);
}

const isOver = signal => new Promise(over => signal.addEventListener("abort", over, { once: true }));

function listenOnce(heard, signal) {
  return new Promise(end => {
    const source = new EventSource("/api/v1/status/stream");
    const beating = setInterval(() => source.readyState === EventSource.OPEN && share(""), beat);
    const stop = () => {
      clearInterval(beating);
      source.close();
      end();
    };
    for (const topic of topics) {
      source.addEventListener(topic, () => {
        heard();
        share(topic);
      });
    }
    source.addEventListener("error", stop);
    signal.addEventListener("abort", stop, { once: true });
  });
}

async function listen(signal) {
  let pause = 1000;
  while (!signal.aborted) {
    await listenOnce(() => (pause = 1000), signal);
    if (signal.aborted) return;
    const rest = new Promise(over => setTimeout(over, pause * (1 + Math.random() / 4)));
    await Promise.race([rest, isOver(signal)]);
    pause = Math.min(pause * 2, 30000);
  }
}

function follow() {
  if (document.hidden) {
    leave?.abort();
    leave = undefined;
  } else if (!leave) {
    leave = new AbortController();
    const { signal } = leave;
    // Without a secure context there are no locks: each tab listens for itself.
    if (navigator.locks) navigator.locks.request("agents-status", { signal }, () => listen(signal)).catch(() => {}); // It was left while it waited.
    else listen(signal);
  }
}

channel.addEventListener("message", ({ data }) => tell(data));
document.addEventListener("visibilitychange", follow);
addEventListener("pagehide", () => leave?.abort());
addEventListener("pageshow", event => {
  if (!event.persisted) return;
  leave = undefined;
  follow();
});
if (document.querySelector("[data-live]")) follow();
