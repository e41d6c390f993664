/** Copying on a click; pages without the clipboard API (plain http) get the older way. */

export async function copyText(text: string, near: Node): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyOld(text, near);
  }
}

function copyOld(text: string, near: Node): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "sr";
  near.appendChild(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
