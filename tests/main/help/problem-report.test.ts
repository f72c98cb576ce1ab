import { describe, expect, it } from 'vitest';
import { mostLogLines, planPart, problemReport, type ReportFacts } from '../../../src/main/help/problem-report';

const facts: ReportFacts = {
  at: new Date('2026-11-21T10:15:30Z'),
  versions: [{ name: 'Pipedraft', version: '1.2.3' }],
  system: [['Language', 'de-DE']],
  log: undefined,
  home: '/home/ana',
};

describe('a report of a problem', () => {
  it('has versions, system and log, and room for what happened', () => {
    expect(problemReport(facts)).toBe(
      [
        'Pipedraft: report of a problem, 2026-11-21T10:15:30.000Z',
        '',
        'What happened, and what did you expect?',
        '',
        '(write it here)',
        '',
        'Versions and system',
        'Pipedraft: 1.2.3',
        'Language: de-DE',
        '',
        'Log',
        'The log is empty.',
        '',
      ].join('\n'),
    );
  });

  it('has the end of a long log, and says how much is left out', () => {
    const lines = Array.from({ length: mostLogLines + 3 }, (_, at) => `line ${at}`);
    const report = problemReport({ ...facts, log: `${lines.join('\n')}\n` });
    expect(report).toContain(`(3 earlier lines left out)\nline 3\n`);
    expect(report.endsWith(`line ${mostLogLines + 2}\n`)).toBe(true);
  });

  it.each([
    ['/home/ana', 'at /home/ana/plans/a.yaml'],
    ['C:\\Users\\ana', 'at C:\\Users\\ana\\plans, C:/Users/ana/plans and "C:\\\\Users\\\\ana\\\\plans"'],
  ])('does not name the home folder %s', (home, log) => {
    expect(problemReport({ ...facts, home, log })).not.toContain('ana');
  });

  it('keeps a log of a user whose home is the root', () => {
    expect(problemReport({ ...facts, home: '/', log: 'at /opt/a.js' })).toContain('at /opt/a.js');
  });

  it('has a plan as its last part', () => {
    expect(planPart('pipedraft: 1\n\n')).toBe('\nPlan\npipedraft: 1\n');
  });
});
