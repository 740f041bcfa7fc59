// What is written into a discussion is kept on this device, until it stands among the messages.
for (const form of document.querySelectorAll('form[data-message]')) {
  const copies = globalThis.copiesOnThisDevice(form);
  form.addEventListener('input', copies.keepSoon);
  form.addEventListener('submit', copies.keep);
  void copies.offer();
}
