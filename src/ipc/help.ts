import { z } from 'zod';

/* Help, versions, licences and reports of problems. */

/** A piece of a line of a help page. */
export type HelpInline =
  | string
  | { readonly type: 'strong' | 'emphasis'; readonly inside: readonly HelpInline[] }
  | { readonly type: 'code'; readonly text: string }
  /** Leads to a place in the help: the id of a page, and perhaps `#` and a heading. */
  | { readonly type: 'link'; readonly to: string; readonly inside: readonly HelpInline[] }
  /** Leads to a page of the web. */
  | { readonly type: 'source'; readonly url: string; readonly inside: readonly HelpInline[] };

/** A block of a help page. */
export type HelpBlock =
  | { readonly type: 'heading'; readonly level: number; readonly anchor: string; readonly inside: readonly HelpInline[] }
  | { readonly type: 'paragraph'; readonly inside: readonly HelpInline[] }
  | {
      readonly type: 'list';
      readonly ordered: boolean;
      /** The number of the first item of an ordered list, if that is not 1. */
      readonly first?: number;
      readonly items: readonly (readonly HelpBlock[])[];
    }
  | {
      readonly type: 'table';
      readonly head: readonly (readonly HelpInline[])[];
      readonly rows: readonly (readonly (readonly HelpInline[])[])[];
      /** For each column: true if its numbers align at the right. */
      readonly right: readonly boolean[];
    }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'quote'; readonly inside: readonly HelpBlock[] }
  /** A picture of the guide, by its file name. */
  | { readonly type: 'picture'; readonly file: string; readonly alt: string };

/** A page of the documentation, as the help shows it. */
export interface HelpPage {
  /** Its path in docs/ without the extension: `guide/cost`. */
  readonly id: string;
  readonly title: string;
  readonly section: 'guide' | 'reference' | 'rules';
  readonly blocks: readonly HelpBlock[];
  /** Its words after the title, for the search. */
  readonly text: string;
}

/** What the window of the application runs on. */
export interface About {
  readonly version: string;
  /** Pipedraft, the runtime and the system, each with its version. */
  readonly versions: readonly { readonly name: string; readonly version: string }[];
}

/** Calls about help and problems. */
export interface HelpCalls {
  /** All pages of the help, in the order of its contents. */
  helpPages(input: void): readonly HelpPage[];
  about(input: void): About;
  /** The licence of Pipedraft and those of the packages in it, as text. */
  licences(input: void): string;
  /** The text of a report: versions, system, screens and the end of the log. */
  problemReport(input: void): string;
  /** The part of a report with the plan of the window, to put at its end. */
  planForReport(input: void): string;
  /** Asks for a file, and writes the report as the user saw it. Returns the file's name, or `null` if cancelled. */
  saveReport(input: { readonly text: string }): string | null;
  /** Opens the folder of the log in the system's file manager. */
  openLogFolder(input: void): void;
}

export const helpInputs = {
  helpPages: z.void(),
  about: z.void(),
  licences: z.void(),
  problemReport: z.void(),
  planForReport: z.void(),
  saveReport: z.strictObject({ text: z.string().max(32 * 1024 * 1024) }),
  openLogFolder: z.void(),
} satisfies { readonly [K in keyof HelpCalls]: z.ZodType<Parameters<HelpCalls[K]>[0]> };
