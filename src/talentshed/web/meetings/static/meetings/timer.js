// Lets the clock of the timer run. The list beside it tells the time without this script.
const clock = document.getElementById("clock");
const face = document.getElementById("clock-time");
const bar = document.getElementById("clock-bar");
const listening = document.getElementById("listening");
const words = document.getElementById("listening-words");

if (clock && face && clock.dataset.started) {
  // The server's clock counts: a laptop in the room may be minutes off.
  const skew = Number(clock.dataset.now) * 1000 - Date.now();
  const began = Number(clock.dataset.started) * 1000;
  const length = Number(clock.dataset.minutes) * 60;
  const loaded = Date.now();
  const spoken = Number(clock.dataset.public);
  const limit = Number(clock.dataset.limit);
  const isPublic = clock.dataset.speaker === "public";

  const show = () => {
    const passed = Math.max(0, Math.floor((Date.now() + skew - began) / 1000));
    const left = length - passed;
    const rest = Math.abs(left);
    const time = `${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, "0")}`;
    face.textContent = `${time} ${left >= 0 ? face.dataset.left : face.dataset.over}`;
    clock.classList.toggle("is-over", left < 0);
    bar?.setAttribute("width", String(Math.min(100, (100 * passed) / length)));
    const minutes = spoken + (isPublic ? (Date.now() - loaded) / 60000 : 0);
    if (isPublic && limit > 0 && minutes > limit && !listening.childElementCount) {
      listening.append(words.content.cloneNode(true));
    }
  };
  show();
  setInterval(show, 500);
}
