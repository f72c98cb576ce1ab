/** Waits until a window has drawn its plan and the evaluation of it. */
export async function drawn(contents: Electron.WebContents): Promise<void> {
  await contents.executeJavaScript(`new Promise((done) => {
    const look = () => (document.querySelector('.svelte-flow__node .cost') && !document.querySelector('.checking')?.textContent ? requestAnimationFrame(() => requestAnimationFrame(done)) : requestAnimationFrame(look));
    look();
  })`);
}
