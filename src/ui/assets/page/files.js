// Files that are dropped or chosen on a draft are added at once, with everything typed so far.
for (const area of document.querySelectorAll('[data-drop]')) {
  const input = area.querySelector('input[type=file]');
  const add = area.querySelector('button[value=add]');
  if (add) add.hidden = true;
  area.addEventListener('dragover', (event) => event.preventDefault());
  area.addEventListener('drop', (event) => {
    event.preventDefault();
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  input.addEventListener('change', () => { if (add && input.files.length > 0) input.form.requestSubmit(add); });
}
