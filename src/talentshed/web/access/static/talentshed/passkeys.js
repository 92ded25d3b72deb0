// Passkeys: a button asks the device, the device's answer goes into the form. Without JavaScript the code by e-mail works.
const forms = window.allauth.webauthn.forms;

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const button = form.querySelector("[data-passkey-button]");
  const said = form.querySelector("[data-passkey-problem]");
  const credential = form.querySelector("input[name=credential]").id;
  form.hidden = !window.PublicKeyCredential;
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    said.hidden = false;
  });
  if (form.dataset.passkey === "add") {
    const data = JSON.parse(document.getElementById("passkey-options").textContent);
    forms.addForm({ ids: { add: button.id, passwordless: "passwordless", credential }, data });
  } else {
    forms.loginForm({ ids: { login: button.id, credential } });
  }
}
