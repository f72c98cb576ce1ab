/* The types of the package `pipedraft`. They name what is promised: keys are added, never renamed. JSON Schemas of the results are in schema/. */

/** How bad a finding is. */
export type Severity = 'error' | 'warning' | 'info';

/** A problem of an input, such as a plan that cannot be read. */
export interface Problem {
  readonly message: string;
  readonly fix: string;
  readonly file?: string;
  /** From 1; `null` if the problem has no place. */
  readonly line: number | null;
  readonly column: number | null;
  readonly path: readonly (string | number)[] | null;
}

/** A plan that was read. Its content is not for callers: hand it on to the functions of this package. */
export interface Plan {
  /** As it was given to `readPlan`. */
  readonly file: string;
  readonly name: string;
  /** Numbers of nodes and edges. */
  readonly nodes: number;
  readonly edges: number;
}

/** What plans are evaluated with. */
export interface EvaluateOptions {
  /** The day of the evaluation, such as `2026-11-21`. Default: today, in the time zone of the machine. */
  readonly today?: string;
  /** Folders of packs. */
  readonly packs?: readonly string[];
  /** Price file. */
  readonly prices?: string;
}

/** One finding about a plan. */
export interface Finding {
  readonly number: number;
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  /** Pillar of the Well-Architected Framework. */
  readonly pillar: string;
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
  readonly message: string;
  readonly why: string;
  readonly source: { readonly title: string; readonly section: string | null; readonly url: string | null };
  readonly path: readonly (string | number)[] | null;
  readonly fixes: readonly { readonly title: string }[];
  /** The reason, if the plan waives it. */
  readonly waived: { readonly because: string; readonly until?: string } | null;
}

/** A score from 0 to 100, or `null` if there is nothing to score. */
export interface Score {
  readonly value: number | null;
  readonly note?: string;
  readonly parts: readonly {
    readonly id: string;
    readonly title: string;
    readonly points: number;
    readonly max: number;
    readonly because: string;
    readonly nodes: readonly string[];
  }[];
}

/** An amount of money: the likely one, and the ends of its range. */
export interface Spread {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** What `pipedraft check --format json` writes of one plan. */
export interface Evaluation {
  readonly pipedraft: 1;
  readonly plan: { readonly file: string; readonly name: string; readonly nodes: number; readonly edges: number };
  readonly packs: readonly { readonly id: string; readonly name: string; readonly version: string }[];
  readonly findings: readonly Finding[];
  readonly scores: {
    readonly maintainability: Score;
    readonly skills: Score;
    readonly integration: Score;
    readonly maturity: { readonly level: 0 | 1 | 2 | 3 | 4; readonly title: string; readonly missing: readonly string[] };
  };
  readonly cost: {
    readonly currency: string;
    readonly priceBook: { readonly id: string; readonly asOf: string };
    /** Of a month; nodes of unknown cost are left out. */
    readonly monthly: Spread;
    /** Nodes of unknown cost. */
    readonly unknown: readonly string[];
    readonly nodes: Readonly<Record<string, Spread>>;
    readonly atScale: readonly { readonly factor: number; readonly likely: number }[];
  };
}

/** What `pipedraft diff --format json` writes. */
export interface Difference {
  readonly pipedraft: 1;
  /** True if nothing differs. */
  readonly same: boolean;
  readonly changes: readonly {
    readonly part: string;
    readonly kind: 'added' | 'removed' | 'changed' | 'renamed' | 'moved';
    readonly id: string;
    readonly title: string;
    readonly keys: readonly {
      readonly path: readonly (string | number)[];
      readonly title: string;
      readonly before: unknown;
      readonly after: unknown;
    }[];
  }[];
  readonly cost: {
    readonly currency: { readonly before: string; readonly after: string };
    readonly monthly: { readonly before: Spread; readonly after: Spread };
    /** Of the likely amounts; `null` if the currencies differ. */
    readonly difference: number | null;
  };
  readonly findings: {
    readonly added: readonly Pick<Finding, 'rule' | 'severity' | 'nodes' | 'edges' | 'message'>[];
    readonly resolved: readonly Pick<Finding, 'rule' | 'severity' | 'nodes' | 'edges' | 'message'>[];
  };
  /** Exported files that differ; `null` if they cannot be made. */
  readonly files: readonly { readonly path: string; readonly kind: string }[] | null;
}

/** A file that a plan becomes. */
export interface ExportedFile {
  /** With "/" on every system. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** A value that the plan does not state and that is left to be filled in. */
export interface Gap {
  /** `null` if it is one of the plan as a whole. */
  readonly node: string | null;
  readonly setting: string;
  readonly file: string;
  readonly line: number;
  readonly where: string;
  readonly how: string;
}

export interface ExportOptions extends EvaluateOptions {
  /** A format of the plan itself (`yaml`, `json`, `svg`), an exporter such as `azureml`, or `bundle` for all files that the plan calls for. */
  readonly to: string;
}

/** The files of an export. */
export interface ExportedPlan {
  readonly files: readonly ExportedFile[];
  readonly gaps: readonly Gap[];
}
