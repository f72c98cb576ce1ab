/** An answer to a call that is already JSON text: it is sent to the window unchanged, since parsing and writing a large one takes time. */
export class JsonText<T> {
  declare readonly value?: T;

  constructor(readonly text: string) {}
}
