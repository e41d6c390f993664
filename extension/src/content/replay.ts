/** Does again what was stopped, once it may go on. */

/** `whole`: with the press and release around the click, for pages that send at one of them. */
export function replayClick(control: HTMLElement, whole: boolean): void {
  const view = control.ownerDocument.defaultView as Window & typeof globalThis;
  const facts = { bubbles: true, cancelable: true, composed: true, view, detail: 1 };
  if (whole) {
    control.dispatchEvent(new view.PointerEvent("pointerdown", { ...facts, isPrimary: true, buttons: 1 }));
    control.dispatchEvent(new view.MouseEvent("mousedown", { ...facts, buttons: 1 }));
    control.dispatchEvent(new view.PointerEvent("pointerup", { ...facts, isPrimary: true }));
    control.dispatchEvent(new view.MouseEvent("mouseup", facts));
  }
  control.click();
}

/** The same key again, for pages that send by key and show no control. */
export function replayKey(event: KeyboardEvent, field: HTMLElement): void {
  const view = field.ownerDocument.defaultView as Window & typeof globalThis;
  const { key, code, keyCode, ctrlKey, metaKey, shiftKey, altKey } = event;
  const facts = { key, code, keyCode, which: keyCode, ctrlKey, metaKey, shiftKey, altKey, bubbles: true, cancelable: true, composed: true };
  field.focus({ preventScroll: true });
  const went = field.dispatchEvent(new view.KeyboardEvent("keydown", facts));
  field.dispatchEvent(new view.KeyboardEvent("keyup", facts));
  // What the browser itself would have done: Enter in an input submits its form.
  const { form } = field as HTMLInputElement;
  if (went && field.tagName === "INPUT" && form) form.requestSubmit(form.querySelector<HTMLElement>("button:not([type]), [type=submit]"));
}
