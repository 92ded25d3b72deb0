// Long lists that narrow as one types, sliders joined to their number, and a map that follows its list.
function plain(text) {
  return text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
}

function filterList(list) {
  const box = list.querySelector("[data-filter]");
  const input = box.querySelector("input");
  const said = list.querySelector("[data-chosen]");
  box.hidden = false;
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  input.addEventListener("input", () => {
    const wanted = plain(input.value.trim());
    for (const group of list.querySelectorAll("[data-group]")) {
      const title = plain(group.querySelector(".ts-choices__group")?.textContent ?? "");
      let shown = 0;
      for (const item of group.querySelectorAll("li")) {
        item.hidden = !plain(item.textContent).includes(wanted) && !(wanted && title.includes(wanted));
        shown += item.hidden ? 0 : 1;
      }
      group.hidden = shown === 0;
    }
  });
  const say = () => {
    const names = [...list.querySelectorAll("input:checked")].map((box) => box.labels[0].firstChild.textContent.trim());
    said.textContent = names.length ? `${said.dataset.some} ${names.join(", ")}` : said.dataset.none;
  };
  list.addEventListener("change", say);
  say();
}

function joinRange(group) {
  const slider = group.querySelector("input[type=range]");
  const number = group.querySelector("input[type=number]");
  slider.hidden = false;
  slider.addEventListener("input", () => {
    number.value = slider.value;
  });
  slider.addEventListener("change", () => number.dispatchEvent(new Event("change", { bubbles: true })));
  number.addEventListener("input", () => {
    slider.value = number.value;
  });
}

function joinMap(picker) {
  const map = picker.querySelector("[data-map]");
  if (!map) return;
  const boxes = new Map([...picker.querySelectorAll("input[type=checkbox]")].map((box) => [box.value, box]));
  const shapes = [...map.querySelectorAll("[data-key]")];
  const follow = () => {
    for (const shape of shapes) shape.classList.toggle("is-chosen", boxes.get(shape.dataset.key)?.checked ?? false);
  };
  map.classList.add("ts-map--live");
  map.addEventListener("click", (event) => {
    const box = boxes.get(event.target.closest("[data-key]")?.dataset.key);
    if (!box) return;
    box.checked = !box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });
  picker.addEventListener("change", follow);
  follow();
}

function start(root) {
  root.querySelectorAll("[data-filter-list]").forEach(filterList);
  root.querySelectorAll("[data-range]").forEach(joinRange);
  root.querySelectorAll("[data-map-picker]").forEach(joinMap);
}

start(document);
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) start(event.target);
});

// Details stand open on paper, and go back to how they were.
let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const details of opened) details.open = true;
});
window.addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
});
