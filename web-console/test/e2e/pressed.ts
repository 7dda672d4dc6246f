import { test as base, expect } from "@playwright/test";

export { expect };

/** What one test saw and pressed: the words on buttons. */
export interface Noted {
  seen: string[];
  pressed: string[];
}

/**
 * Every test notes which buttons could be pressed and which were; the reporter asks at the end which never were. And no page of
 * any test may do what the content policy forbids, or fail in a way that nobody catches.
 */
export const test = base.extend({
  context: async ({ context }, lend, info) => {
    const faults: string[] = [];
    context.on("console", (message) => message.text().includes("Content Security Policy") && faults.push(message.text()));
    context.on("weberror", (error) => faults.push(error.error().message));
    const noted = { seen: new Set<string>(), pressed: new Set<string>() };
    await context.exposeBinding("noteButton", (_, kind: keyof Noted, name: string) => noted[kind].add(name));
    await context.addInitScript(watch);
    await lend(context);
    await info.attach("buttons", { body: JSON.stringify({ seen: [...noted.seen], pressed: [...noted.pressed] } satisfies Noted), contentType: "application/json" });
    expect(faults).toEqual([]);
  },
});

/** Runs in every page, before its own scripts. */
function watch(): void {
  // Entries of menus and lists of what was found are links; a page's address and what stands on it change at different moments, so
  // a button is known by its words alone.
  const buttons = ".mantine-Button-root, .mantine-ActionIcon-root, .mantine-CloseButton-root, .mantine-Burger-root, .mantine-Stepper-step, [role=menuitem], [role=tab], thead button";
  const told = new Set<string>();
  const nameOf = (one: Element): string => {
    const [label, text] = [one.getAttribute("aria-label") ?? "", one.textContent.trim()];
    if (one.closest("thead")) return "sort by a head";
    if (one.getAttribute("role") === "tab") return `tab ${text}`;
    if (one.matches(".mantine-Stepper-step")) return `step ${text.replace(/\d+/g, "")}`;
    if (label.startsWith("Copy ")) return "copy";
    if (label.startsWith("You:")) return "You";
    // What a test has named is in the label; the words on the button are always the same.
    return (text || label.replace(/^(Hide the \w+).*/, "$1")).replace(/\d+/g, "#").replace(/^(Continue with) .*/, "$1");
  };
  const note = (kind: "seen" | "pressed", one: Element) => {
    if (one.closest("[aria-hidden=true]") || one.getAttribute("tabindex") === "-1" && one.getAttribute("role") !== "tab" && one.getAttribute("role") !== "menuitem") return;
    const name = nameOf(one);
    if (!name || told.has(kind + name)) return;
    told.add(kind + name);
    void (window as unknown as { noteButton: (kind: string, name: string) => Promise<void> }).noteButton(kind, name);
  };
  const mayBePressed = (one: Element) => !(one as HTMLButtonElement).disabled && one.getAttribute("aria-disabled") !== "true";
  let waiting = false;
  const look = () => {
    waiting = false;
    document.querySelectorAll(buttons).forEach((one) => mayBePressed(one) && note("seen", one));
  };
  document.addEventListener("click", (event) => {
    const one = event.target instanceof Element && event.target.closest(buttons);
    if (one && mayBePressed(one)) note("pressed", one);
  }, true);
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    setTimeout(look, 50);
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["disabled", "aria-disabled"] });
}
