// Files that are dropped are as good as chosen.
for (const area of document.querySelectorAll('[data-drop]')) {
  const input = area.querySelector('input[type=file]');
  area.addEventListener('dragover', (event) => event.preventDefault());
  area.addEventListener('drop', (event) => {
    event.preventDefault();
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
