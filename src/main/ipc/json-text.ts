/** An answer to a call that is JSON text already: it is passed on to the window as it is, since parsing and writing a large one takes time. */
export class JsonText<T> {
  declare readonly value?: T;

  constructor(readonly text: string) {}
}
