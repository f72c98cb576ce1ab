import { shortText } from '#engine/plan';
import { safeXml, visible } from './safe-text';

/** One test of a suite. */
export interface Case {
  readonly name: string;
  readonly classname: string;
  /** Its outcome as XML; empty when it passed. */
  readonly body: string;
}

interface Counts {
  readonly tests: number;
  readonly failed: number;
  readonly errors: number;
  readonly skipped: number;
}

export interface Suite {
  readonly counts: Counts;
  readonly text: string;
}

/** Suites as a document of JUnit XML. */
export function junitText(name: string, suites: readonly Suite[]): string {
  const sum = (key: keyof Counts) => suites.reduce((total, { counts }) => total + counts[key], 0);
  const xmlText = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xml(name)}" tests="${sum('tests')}" failures="${sum('failed')}" errors="${sum('errors')}" skipped="${sum('skipped')}">`,
    ...suites.map(({ text }) => text),
    '</testsuites>',
    '',
  ];
  return safeXml(xmlText.join('\n'));
}

export function suite(name: string, file: string | undefined, cases: readonly Case[]): Suite {
  const number = (start: string) => cases.filter(({ body }) => body.startsWith(start)).length;
  const counts = { tests: cases.length, failed: number('<failure'), errors: number('<error'), skipped: number('<skipped') };
  const where = file === undefined ? '' : ` file="${xml(file)}"`;
  const lines = cases.map(
    (one) =>
      `    <testcase name="${xml(one.name)}" classname="${xml(one.classname)}"${where}${one.body ? `>${one.body}</testcase>` : '/>'}`,
  );
  return {
    counts,
    text: [
      `  <testsuite name="${xml(name)}" tests="${counts.tests}" failures="${counts.failed}" errors="${counts.errors}" skipped="${counts.skipped}">`,
      ...lines,
      '  </testsuite>',
    ].join('\n'),
  };
}

/** A test that could not be run, because an input cannot be used. */
export function broken(name: string, classname: string, message: string, line: string): Case {
  return { name, classname, body: `<error type="input" message="${xml(message)}">${xml(line)}</error>` };
}

/**
 * A text inside XML, shortened for a person, on one line: invisible characters are written as escapes, so that people see them, and XML
 * can hold them.
 */
export function xml(text: string): string {
  return visible(shortText(text)).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
