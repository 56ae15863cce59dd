// Lets the reader choose between light and dark. Without it the page follows the system.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const read = () => { try { return localStorage.getItem("scheme"); } catch { return null; } };
  const keep = (scheme) => {
    try {
      if (scheme) localStorage.setItem("scheme", scheme); else localStorage.removeItem("scheme");
    } catch { /* then it holds for this page */ }
  };
  const show = (scheme) => {
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme; else delete root.dataset.scheme;
  };
  const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : dark.matches);
  show(read());

  addEventListener("DOMContentLoaded", () => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "scheme";
    button.textContent = "Dark colours";
    const tell = () => button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", () => {
      const wanted = isDark() ? "light" : "dark";
      const scheme = (wanted === "dark") === dark.matches ? null : wanted; // the system's own choice is no choice
      keep(scheme);
      show(scheme);
      tell();
    });
    dark.addEventListener("change", tell);
    addEventListener("storage", () => { show(read()); tell(); });
    tell();
    document.querySelector("[data-scheme-place]")?.append(button);
  });
})();
