// Makes server-drawn pictures live. A picture stays as it is until its live one is ready, and for good if that fails.
async function upgrade(figure) {
  const still = figure.querySelector("[data-still]");
  const live = document.createElement("div");
  const specification = figure.dataset.chart;
  delete figure.dataset.chart; // so that a second pass leaves it alone
  try {
    await window.vegaEmbed(live, JSON.parse(specification), {
      ast: true,
      actions: false,
      defaultStyle: false,
      tooltip: { disableDefaultStyle: true },
      renderer: "svg",
    });
    live.dataset.live = "";
    if (still) still.replaceChildren(live);
  } catch (error) {
    console.error(error);
  }
}

function upgradeAll(root) {
  for (const figure of root.querySelectorAll("[data-chart]")) upgrade(figure);
}

upgradeAll(document);
document.addEventListener("htmx:load", (event) => upgradeAll(event.target));
