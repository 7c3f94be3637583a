// Applies the reader's choice of light or dark before the page is painted. Runs in the head, so it stays tiny.
try {
  const scheme = localStorage.getItem("niemyet.scheme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
} catch { /* storage is closed: the system's own choice holds */ }
