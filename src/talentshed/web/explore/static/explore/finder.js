// A county on the finder's map is put in or taken out in place. Without this module its link opens the page anew.
document.addEventListener("click", (event) => {
  const county = event.target.closest("[data-finder-map] a");
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
  if (!county || elsewhere || !window.htmx) return;
  event.preventDefault();
  window.htmx.ajax("GET", county.getAttribute("href"), {
    source: document.getElementById("finder-result"),
    target: "#finder-result",
    swap: "outerHTML show:none",
  });
});
