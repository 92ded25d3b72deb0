// What somebody is writing, choosing or pressing stays theirs while the page around it is drawn anew.

const WRITABLE = "textarea, select, input:not([type=hidden]):not([type=submit]):not([type=button])";
const LONGEST_PRESS = 5000; // a pointer whose end nobody reported
const AFTER_TOUCH = 400; // between the end of a touch and its click

const isChoice = (field) => field.matches("[type=checkbox], [type=radio]");
const keyOf = (form) => form.getAttribute("action") + " " + (form.dataset.queue || "");
const served = (select) => Math.max(0, [...select.options].findIndex((each) => each.defaultSelected));

// Whether a field differs from what the server sent.
function isTouched(field) {
  if (isChoice(field)) return field.checked !== field.defaultChecked;
  if (field.matches("select")) return field.options.length > 0 && field.selectedIndex !== served(field);
  return field.value !== field.defaultValue;
}

class Drafts {
  // place: the element whose content is drawn anew.
  constructor(place) {
    Object.assign(this, { place, held: [], focused: null });
  }

  touched() {
    return [...this.place.querySelectorAll(WRITABLE)].filter((field) => field.form && isTouched(field));
  }

  isWriting() {
    const here = document.activeElement;
    return this.place.contains(here) && here.matches(WRITABLE) && !isChoice(here);
  }

  keep() {
    for (const field of this.touched()) {
      const draft = { form: keyOf(field.form), name: field.name, value: field.value };
      if (isChoice(field)) draft.checked = field.checked;
      this.held.push(draft);
    }
    const here = document.activeElement;
    const form = this.place.contains(here) ? here.form : null;
    this.focused = form && { form: keyOf(form), at: [...form.elements].indexOf(here), tag: here.tagName, caret: here.selectionStart };
  }

  // What was refused comes back into the fields from which it was sent, unless something else is written there by now.
  giveBack(form, fields) {
    for (const [name, value] of fields) if (value) this.held.push({ form, name, value, back: true });
    this.restore();
  }

  // A draft whose form is gone waits: the form comes back when the facilitator goes back.
  restore() {
    this.held = this.held.filter((draft) => !this.put(draft));
  }

  put(draft) {
    const forms = [...this.place.querySelectorAll("form")].filter((form) => keyOf(form) === draft.form);
    const fields = forms.flatMap((form) => [...form.elements]).filter((field) => field.name === draft.name && field.matches(WRITABLE));
    if (!fields.length) return draft.back || false;
    const field = "checked" in draft ? fields.find((each) => each.value === draft.value) : fields[0];
    if (!field) return true;
    if ("checked" in draft) field.checked = draft.checked;
    else if (isChoice(field) || (draft.back && field.value)) return true;
    else if (!field.matches("select") || [...field.options].some((each) => each.value === draft.value)) field.value = draft.value;
    return true;
  }

  refocus() {
    if (!this.focused) return;
    const { form, at, tag, caret } = this.focused;
    const found = [...this.place.querySelectorAll("form")].find((each) => keyOf(each) === form)?.elements[at];
    if (!found || found.tagName !== tag || found === document.activeElement) return;
    found.focus({ preventScroll: true });
    if (typeof caret === "number") found.setSelectionRange(caret, caret);
  }

  // The server has these values now: they are no longer a draft. Says whether the form shows just that.
  settle(form, fields) {
    const sent = new Map(fields);
    const shown = [...form.elements].filter((field) => field.matches(WRITABLE));
    for (const field of shown.filter((each) => sent.get(each.name) === each.value)) {
      if (field.matches("select")) for (const option of field.options) option.defaultSelected = option.selected;
      else field.defaultValue = field.value;
    }
    return shown.every((field) => sent.get(field.name) === field.value);
  }
}

// A press begins and ends on the same element: until it has ended, nothing is drawn under it.
class Press {
  constructor(place) {
    this.since = 0;
    this.ending = 0;
    place.addEventListener("pointerdown", () => this.begin());
    place.addEventListener("keydown", (event) => [" ", "Enter"].includes(event.key) && this.begin());
    document.addEventListener("pointerup", () => this.end(AFTER_TOUCH));
    document.addEventListener("pointercancel", () => this.end(0));
    for (const over of ["click", "keyup"]) document.addEventListener(over, () => this.end(0));
  }

  begin() {
    clearTimeout(this.ending);
    this.since = Date.now();
  }

  end(after) {
    clearTimeout(this.ending);
    this.ending = setTimeout(() => (this.since = 0), after);
  }

  async over() {
    while (this.since && Date.now() - this.since < LONGEST_PRESS) await new Promise((later) => setTimeout(later, 20));
  }
}

Object.assign((window.talentshedRoom ||= {}), { Drafts, Press, keyOf });
