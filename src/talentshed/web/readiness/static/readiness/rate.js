// Saves each answer as soon as it is given. Without this the button at the end saves the page, and nothing is lost.
const form = document.querySelector("form[data-saves]");
const status = form?.querySelector("[data-status]");
let waiting = 0;
let sending = Promise.resolve();

async function save() {
  const body = new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Saves-As-You-Go": "1" }, redirect: "manual" });
    // 422: something is still to be mended; the button says what.
    status.textContent = answer.status === 204 ? form.dataset.saves : "";
    if (answer.status !== 204 && answer.status !== 422) status.textContent = form.dataset.away;
  } catch {
    status.textContent = form.dataset.away;
  }
}

form?.addEventListener("change", () => {
  clearTimeout(waiting);
  // One after the other: an older page must not arrive after a newer one.
  waiting = setTimeout(() => { sending = sending.then(save); }, 300);
});
