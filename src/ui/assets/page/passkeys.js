// Passkeys: the browser makes or uses one, and its answer goes along with the form.
const passkeyForm = document.querySelector('[data-make-passkey],[data-use-passkey]');
if (passkeyForm && globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON) {
  const { makePasskey, usePasskey } = passkeyForm.dataset;
  const ask = () => makePasskey
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(makePasskey)) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(usePasskey)) });
  passkeyForm.querySelector('button').hidden = false;
  passkeyForm.querySelector('[data-no-passkeys]')?.remove();
  passkeyForm.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      passkeyForm.elements.passkey.value = JSON.stringify(await ask());
      passkeyForm.submit();
    } catch {
      // Whoever changes their mind stays on the page.
    }
  });
}
