// What the admin's own widgets leave out for those who read in another language, or with a screen reader.
"use strict";

// Tabs of modeltranslation carry a language's own name, as the bar at the top of the page writes it, and are
// one thing to press each: jQuery UI puts a link into the tab, which is then met twice.
if (window.jQuery?.ui?.tabs) {
  const ownNames = new Map(
    [...document.querySelectorAll(".langs [lang]")].map((named) => [named.lang.toLowerCase(), named]),
  );
  jQuery.widget("ui.tabs", jQuery.ui.tabs, {
    _processTabs() {
      this._super();
      for (const anchor of this.anchors.get()) {
        const named = ownNames.get(anchor.textContent.toLowerCase());
        if (named) {
          anchor.textContent = named.textContent;
          anchor.lang = named.lang;
          anchor.dir = named.dir;
        }
      }
      this.anchors.removeAttr("href tabindex");
    },
    // Panels stand in the page; without its address a tab would be taken for one to be fetched.
    load() {},
  });
}

// Select2 names its box by the value in it; the name is the field's label, then the value.
function nameBoxes() {
  for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
    const [label] = select.labels;
    const box = select.nextElementSibling?.querySelector("[role=combobox]");
    const value = box?.querySelector(".select2-selection__rendered");
    if (!label || !value) continue;
    label.id ||= `label_of_${select.id}`;
    value.removeAttribute("role");
    value.removeAttribute("aria-readonly");
    box.setAttribute("aria-labelledby", `${label.id} ${value.id}`);
  }
}

window.django?.jQuery?.(nameBoxes);
document.addEventListener("formset:added", nameBoxes);
