/* Signing out takes along what the forms of this browser had kept; before, it says that something was. */
"use strict";

(() => {
  const keys = () => Object.keys(localStorage).filter((key) => key.startsWith("writing:"));
  document.querySelector("[data-kept]")?.toggleAttribute("hidden", !keys().length);
  document.querySelector("main form")?.addEventListener("submit", () => {
    for (const key of keys()) localStorage.removeItem(key);
  });
})();
