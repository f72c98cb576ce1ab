/** An activity without its name, description and order. */
export interface Call {
  readonly type: string;
  readonly body: object;
  /** Activities that come before it and belong to it. */
  readonly before?: { readonly part: string; readonly type: string; readonly body: object };
}
