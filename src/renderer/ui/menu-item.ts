/** An item of a menu. */
export interface MenuItem {
  readonly id: string;
  readonly title: string;
  readonly keys?: string | undefined;
  readonly disabled?: boolean;
  readonly checked?: boolean;
  readonly separated?: boolean;
  readonly run: () => void;
}
