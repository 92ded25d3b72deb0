// Sorts a table in place. Without this module its headings are links that ask the server for the same order.
const VALUE = (row, index) => row.cells[index].dataset.sort ?? "";

function compare(a, b, numeric) {
  return numeric ? Number(a) - Number(b) : a.localeCompare(b, document.documentElement.lang);
}

function sortBy(table, heading, link) {
  const index = heading.cellIndex;
  const numeric = "number" in link.dataset;
  const now = heading.getAttribute("aria-sort");
  const down = now ? now === "ascending" : numeric;
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => [VALUE(row, index), row]);
  // Rows without a value come last either way.
  rows.sort(([a], [b]) => (a === "") - (b === "") || (down ? -1 : 1) * compare(a, b, numeric));
  body.append(...rows.map(([, row]) => row));
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-sortable] thead a.ts-sort");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  sortBy(link.closest("table"), link.closest("th"), link);
});
