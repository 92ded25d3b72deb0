// Says that a page is being put together when that takes a moment: a bar above, and words for screen readers.
const bar = document.getElementById("progress");
const words = document.getElementById("waiting");
let timer = 0;

function wait() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    bar.classList.add("ts-progress--on");
    words.textContent = words.dataset.words;
  }, 400);
}

function done() {
  clearTimeout(timer);
  bar.classList.remove("ts-progress--on");
  words.textContent = "";
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0 || event.defaultPrevented;
  if (!link || elsewhere || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (link.pathname === location.pathname && link.search === location.search) return;
  if (link.pathname.startsWith("/export/") || link.pathname.includes("/export/")) return;
  wait();
});
document.addEventListener("submit", (event) => { if (!event.defaultPrevented) wait(); });
addEventListener("pagehide", done);
addEventListener("pageshow", done);
