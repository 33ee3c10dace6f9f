"use strict";
// The page in the frame runs nothing: a click is taken above it, and the element that stands there
// is looked up in it.
const frame = document.querySelector("iframe.choose");
const cover = document.querySelector(".cover");
const form = document.querySelector("form.element");
const shown = document.querySelector(".chosen");
let chosen = null;
let path = [];

function fit() {
  const page = frame.contentDocument;
  frame.style.height = Math.max(400, page.documentElement.scrollHeight + 20) + "px";
  cover.style.height = frame.style.height;
}

function outline(element, colour) {
  if (element) element.style.outline = colour ? "3px solid " + colour : "";
}

function choose(element) {
  outline(chosen, "");
  chosen = element;
  outline(chosen, "#d0006f");
  const steps = [];
  for (let e = element; e && e.tagName !== "HTML"; e = e.parentElement) {
    steps.push({ tag: e.tagName.toLowerCase(), id: e.id, classes: [...e.classList] });
  }
  form.elements.chain.value = JSON.stringify(steps);
  form.elements.text.value = element.textContent.slice(0, 4000);
  const first = steps[0];
  const name = first.tag + (first.id ? "#" + first.id : "") + first.classes.map((c) => "." + c).join("");
  const words = element.textContent.trim().replace(/\s+/g, " ").slice(0, 80);
  shown.textContent = name + " “" + words + "”";
  for (const button of form.querySelectorAll("button")) button.disabled = false;
}

frame.addEventListener("load", fit);
if (frame.contentDocument && frame.contentDocument.readyState === "complete") fit();
window.addEventListener("resize", fit);

cover.addEventListener("click", (event) => {
  const box = frame.getBoundingClientRect();
  const at = frame.contentDocument.elementFromPoint(event.clientX - box.left, event.clientY - box.top);
  if (!at || at.tagName === "HTML" || at.tagName === "BODY") return;
  path = [];
  choose(at);
});

document.querySelector(".wider").addEventListener("click", () => {
  const above = chosen && chosen.parentElement;
  if (above && above.tagName !== "BODY" && above.tagName !== "HTML") {
    path.push(chosen);
    choose(above);
  }
});

document.querySelector(".narrower").addEventListener("click", () => {
  if (path.length) choose(path.pop());
});
