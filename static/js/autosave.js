/* The form of a section saves by itself, and no word is lost on the way.

   Everything typed is kept in this browser at once, and until the server has acknowledged it. A save that was
   not answered is sent again just as it was, so that one which did arrive is not taken for somebody else's.
   What is still kept when the page is opened the next time is put back into the form, and saved. */
"use strict";

(() => {
  const QUIET = 1000; // after the last key
  const LONGEST = 4000; // while somebody types on and on
  const PATIENCE = 15000; // for one answer
  const PAUSES = [1000, 2000, 5000, 10000, 20000];
  const KEEPALIVE = 60000; // characters that a browser still sends as the page closes
  const CLOCK = { hour: "2-digit", minute: "2-digit", timeZoneName: "short" };
  const NOT_TYPED = ["csrfmiddlewaretoken", "revision", "compared"];
  const page = Math.random().toString(36).slice(2);

  let form = document.getElementById("section");
  if (!form) return;
  const { key, person } = form.dataset;

  let typed = false; // something was typed since the last save began
  let sent = null; // a save without an answer
  let saving = false;
  let halted = ""; // why nothing is saved until somebody does something
  let failures = 0;
  let renewals = 0;
  let leaving = false;
  let savedAt = null;
  let since = 0;
  let timer = 0;

  /* --- What stands in the form ----------------------------------------------------------------- */

  const fields = () => [...new FormData(form)].filter(([name]) => !NOT_TYPED.includes(name));
  const revision = () => form.elements.revision.value;
  const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  // A button has no default value, and nobody types on it.
  const isTypedOn = () =>
    [...form.elements].filter((field) => field.localName !== "button").some((field) =>
      field.options
        ? [...field.options].some((option) => option.selected !== option.defaultSelected) && field.selectedIndex > 0
        : field.value !== field.defaultValue || field.checked !== field.defaultChecked,
    );
  const isUnsaved = () => typed || sent !== null;
  const written = () =>
    [...form.querySelectorAll("textarea, input[type=text]")]
      .map((field) => field.value.trim())
      .filter(Boolean)
      .join("\n\n");

  /* --- What this browser keeps ----------------------------------------------------------------- */

  function keep() {
    const kept = { page, revision: revision(), fields: fields(), sent };
    try {
      localStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // No room, or not allowed: then the page itself is all there is, and leaving it still warns.
    }
  }

  function kept() {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function forget() {
    if (kept()?.page === page) localStorage.removeItem(key);
  }

  /* --- What the state line says ---------------------------------------------------------------- */

  function say(what, more = "") {
    const state = form.querySelector("#state");
    const clock = savedAt?.toLocaleTimeString("en-GB", CLOCK);
    const words = (clock ? undefined : state.dataset[`${what}Never`]) ?? state.dataset[what];
    const said = [words.replace("{time}", clock), more].filter(Boolean).join(" ");
    const line = state.querySelector(".saving");
    if (line.textContent !== said) line.textContent = said;
    state.classList.toggle("bad", !["saved", "putBack", "copied"].includes(what));
    state.querySelector(".sign-in").hidden = what !== "signedOut";
    state.querySelector(".compare").hidden = what !== "conflict";
    // A browser copies only on pages that nobody on the way could change.
    state.querySelector(".copy").hidden = what !== "gone" || !navigator.clipboard;
  }

  /* --- Saving ---------------------------------------------------------------------------------- */

  function body(values, more = {}) {
    const data = new URLSearchParams(values.fields);
    const token = form.elements.csrfmiddlewaretoken.value;
    for (const [name, value] of Object.entries({ csrfmiddlewaretoken: token, revision: values.revision, ...more })) {
      data.set(name, value);
    }
    return data;
  }

  function post(values, more, accept = "application/json") {
    const signal = AbortSignal.timeout(PATIENCE);
    return fetch(form.action, { method: "POST", body: body(values, more), headers: { Accept: accept }, signal });
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  async function save() {
    if (saving || halted || !isUnsaved()) return;
    saving = true;
    if (!sent) {
      sent = { revision: revision(), fields: fields() };
      typed = false;
      since = 0;
    }
    keep();
    try {
      await answered(await post(sent));
    } catch {
      failed();
    }
    saving = false;
  }

  async function answered(response) {
    const answer = isJson(response) ? await response.json() : {};
    if (response.ok && Number.isInteger(answer.revision)) return saved(answer.revision);
    if (response.status === 404 || (response.status === 403 && answer.words)) return halt("gone", answer.words);
    if (response.status === 403) return askWho();
    if (response.status === 409) return halt("conflict", answer.words);
    if (answer.words) return halt("refused", answer.words);
    if ([400, 413].includes(response.status)) return halt("tooMuch");
    failed();
  }

  const isJson = (response) => response.headers.get("Content-Type")?.startsWith("application/json");

  function saved(number) {
    form.elements.revision.value = number;
    sent = null;
    failures = renewals = 0;
    savedAt = new Date();
    say("saved");
    if (typed) {
      keep();
      later(QUIET);
    } else {
      forget();
    }
  }

  function failed() {
    say("failed");
    later(PAUSES[Math.min(failures++, PAUSES.length - 1)]);
  }

  /* Nothing more is sent of its own accord: what was refused is tried again when it was changed. */
  function halt(why, words) {
    const isChanged = typed && why === "refused";
    failures = 0;
    typed = true;
    sent = null;
    keep();
    say(why, words);
    if (isChanged) later(QUIET);
    else halted = why;
  }

  /* The form's token may be old because the same person signed in anew: then another one helps. */
  async function askWho() {
    const response = await fetch(form.action, { headers: { Accept: "application/json" }, redirect: "manual" });
    const answer = isJson(response) ? await response.json() : {};
    if (response.status === 404 || answer.words) return halt("gone", answer.words);
    if (response.ok && answer.person === person && renewals++ < PAUSES.length) {
      form.elements.csrfmiddlewaretoken.value = answer.token;
      return later(0);
    }
    failed();
    say("signedOut");
  }

  /* --- What was kept from before --------------------------------------------------------------- */

  async function putBack(before) {
    form.inert = true;
    try {
      if (before.sent) {
        const answer = await post(before.sent);
        if (answer.ok && isJson(answer)) before.revision = (await answer.json()).revision;
      }
      const shown = await post(before, { press: "show" }, "text/html");
      if ([400, 413].includes(shown.status)) {
        form.inert = false;
        return say("tooMuch");
      }
      const drawn = new DOMParser().parseFromString(await shown.text(), "text/html").getElementById("section");
      if (!drawn) throw new Error("no form");
      form.replaceWith(document.adoptNode(drawn));
      form = drawn;
      count();
      failures = 0;
      typed = true;
      keep();
      say("putBack");
      later(QUIET);
    } catch {
      say("failed");
      setTimeout(putBack, PAUSES[Math.min(failures++, PAUSES.length - 1)], before);
    }
  }

  /* --- Counting -------------------------------------------------------------------------------- */

  function count() {
    for (const line of form.querySelectorAll("[data-counts]")) {
      const number = [...form.querySelector(`#${line.dataset.counts}`).value.trim().normalize()].length;
      line.querySelector(".num").textContent = number;
      line.classList.toggle("error", number > Number(line.dataset.limit));
    }
  }

  /* --- What people do -------------------------------------------------------------------------- */

  document.addEventListener("input", (event) => {
    if (!form.contains(event.target)) return;
    typed = true;
    leaving = false;
    count();
    keep();
    if (halted === "comparing" || halted === "conflict") return;
    halted = "";
    since ||= Date.now();
    // After a failure the pause stays as it is: typing on makes no server come back sooner.
    if (!failures) later(Math.min(QUIET, Math.max(0, since + LONGEST - Date.now())));
  });

  /* What is typed is saved before a button of the form does anything else. Where that cannot be, the form is
     sent as it is only if the server is there to show what is wrong with it. */
  document.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (event.target !== form || leaving) return;
    if (halted === "gone") halted = ""; // it is asked once more, since the page behind it shows nothing
    if (!isUnsaved() || halted) {
      leaving = true;
      return;
    }
    event.preventDefault();
    clearTimeout(timer);
    failures = 0;
    while (saving) await new Promise((done) => setTimeout(done, 50));
    while (isUnsaved() && !halted && !failures) await save();
    if (failures || halted === "gone" || (button.value === "save" && !halted)) return;
    leaving = true;
    form.requestSubmit(button);
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest(".drop")) {
      localStorage.removeItem(key);
      leaving = true;
    } else if (event.target.closest(".sign-in")) {
      leaving = true; // it is kept here, and waits behind the sign-in
    } else if (event.target.closest(".copy")) {
      navigator.clipboard.writeText(written()).then(() => say("copied"));
    }
  });

  addEventListener("beforeunload", (event) => {
    if (leaving || !isUnsaved()) return;
    save();
    event.preventDefault();
  });

  addEventListener("pagehide", () => {
    if (leaving || !isUnsaved() || halted || sent) return;
    sent = { revision: revision(), fields: fields() };
    keep();
    const data = body(sent);
    if (data.toString().length < KEEPALIVE) {
      fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" }, keepalive: true }).catch(() => {});
    }
  });

  addEventListener("pageshow", () => (leaving = false));
  addEventListener("online", () => isUnsaved() && later(0));
  addEventListener("focus", () => failures && isUnsaved() && later(0));

  /* --- The beginning --------------------------------------------------------------------------- */

  count();
  if ("unsaved" in form.dataset) {
    // Drawn from what was sent: newer than anything that was kept.
    typed = true;
    halted = "comparing" in form.dataset ? "comparing" : "shown";
    keep();
  } else {
    const before = kept();
    if (before && isSame(before.fields, fields())) localStorage.removeItem(key);
    else if (before) putBack(before);
    else if (isTypedOn()) {
      // On a slow line somebody was faster than this script.
      typed = true;
      keep();
      later(QUIET);
    }
  }
})();
