import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { Field, Service, Skill } from '#engine/catalog';
import { unitsOf } from '#engine/format';
import type { Plan } from '#engine/plan';
import { shownTitleOf } from '../wording/shown';
import { schemaAt, type JsonSchema } from './json-schema-at';
import { keysAt, valueAt, type TextPath } from './text-map';
import { writingPlace, type WritingPlace } from './writing-place';

/** What completion knows: the plan, the catalog and the schema of the file. */
export interface CompletionFacts {
  readonly plan: () => Plan;
  readonly services: () => readonly Service[];
  readonly service: (id: string) => Service | undefined;
  readonly skills: () => readonly Skill[];
  /** Ids of the rules that have findings. */
  readonly rules: () => readonly { readonly id: string; readonly title: string }[];
  /** The JSON Schema of the plan file, once it is there. */
  readonly schema: () => JsonSchema | undefined;
}

/** Completes keys and values of a plan. */
export function completePlan(facts: CompletionFacts): (context: CompletionContext) => CompletionResult | null {
  return (context) => {
    const place = writingPlace(context.state, context.pos);
    if (!place || (!context.explicit && place.word === '' && (place.isKey || /\n\s*$/.test(context.state.sliceDoc(0, context.pos)))))
      return null;
    const isScalarItem = place.isKey && place.path.at(-1) === 0 && keysOf(facts, context, place).length === 0;
    const options = place.isKey && !isScalarItem ? keysOf(facts, context, place) : valuesOf(facts, context, place);
    if (options.length === 0) return null;
    return { from: place.from, options, validFor: /^[\w$. -]*$/ };
  };
}

function keysOf(facts: CompletionFacts, context: CompletionContext, { path }: WritingPlace): Completion[] {
  const written = keysAt(context.state, path);
  return keyOptions(facts, context, path)
    .filter(({ label }) => !written.has(label))
    .map((option) => ({ ...option, type: 'property', apply: `${option.label}: ` }));
}

function keyOptions(facts: CompletionFacts, context: CompletionContext, path: TextPath): Completion[] {
  const [first, second, third] = path;
  if (first === 'nodes' && third === 'usage' && path.length === 3) return fieldsOf(facts, context, path).map(fieldOption);
  if (first === 'context' && second === 'team' && third === 'skills')
    return facts.skills().map(({ id, name }) => ({ label: id, detail: name }));
  if (first === 'layout' && path.length === 1) return idsOf(facts);
  const properties = schemaAt(facts.schema(), path)?.properties ?? {};
  return Object.entries(properties).map(([key, { description }]) => ({
    label: key,
    ...(description === undefined ? {} : { info: description }),
  }));
}

function valuesOf(facts: CompletionFacts, context: CompletionContext, { path, word }: WritingPlace): Completion[] {
  const [first, , third] = path;
  const last = path.at(-1);
  const inList = path.filter((step) => typeof step === 'string').at(-1);
  if ((first === 'nodes' && last === 'service') || (first === 'context' && inList === 'estate')) return facts.services().map(serviceOption);
  if (first === 'edges' && (last === 'from' || last === 'to')) return idsOf(facts);
  if (first === 'pinned' || (first === 'groups' && inList === 'nodes')) return idsOf(facts);
  if (first === 'waivers' && last === 'rule') return facts.rules().map(({ id, title }) => ({ label: id, detail: title }));
  if (first === 'waivers' && inList === 'nodes') return idsOf(facts);
  if (first === 'nodes' && third === 'usage' && path.length >= 4) {
    const field = fieldsOf(facts, context, path).find(({ id }) => id === path[3]);
    return field ? valuesOfField(facts, field, word) : [];
  }
  if (last === 'dataVolume') return withUnits('size', word);
  const schema = schemaAt(facts.schema(), path);
  const values = schema?.enum ?? (schema?.type === 'boolean' ? [true, false] : []);
  return values.map((value) => ({ label: String(value), type: 'enum' }));
}

function valuesOfField(facts: CompletionFacts, field: Field, word: string): Completion[] {
  const assumptions = Object.entries(facts.plan().assumptions).map(([name, value]) => ({
    label: `$${name}`,
    type: 'variable',
    detail: typeof value === 'object' ? 'a range' : String(value),
  }));
  const usual = 'default' in field && field.default !== undefined ? [{ label: String(field.default), detail: 'usual' }] : [];
  if (field.type === 'choice')
    return field.options.map(({ value, title, help }) => ({ label: value, detail: title, type: 'enum', ...(help ? { info: help } : {}) }));
  if (field.type === 'flag') return ['true', 'false'].map((label) => ({ label, type: 'enum' }));
  if (field.type === 'size' || field.type === 'duration')
    return [...(/^\d/.test(word) ? withUnits(field.type, word) : usual), ...assumptions];
  return [...usual, ...(field.type === 'number' ? assumptions : [])];
}

/** The number that is being written, with each unit. */
function withUnits(dimension: 'size' | 'duration', word: string): Completion[] {
  const number = /^[\d.]+/.exec(word)?.[0];
  return number === undefined ? [] : unitsOf(dimension).map((unit) => ({ label: `${number} ${unit}`, type: 'enum' }));
}

function fieldsOf(facts: CompletionFacts, { state }: CompletionContext, path: TextPath): readonly Field[] {
  const service = valueAt(state, [...path.slice(0, 2), 'service']);
  return facts.service(service ?? '')?.usage ?? [];
}

function fieldOption(field: Field): Completion {
  const unit =
    field.type === 'number'
      ? field.unit
      : { size: 'GB, TB', duration: 'min, h', choice: 'choice', flag: 'true, false', vm: 'machine', text: 'text' }[field.type];
  return { label: field.id, detail: unit, info: `${field.title}. ${field.help}` };
}

function serviceOption({ id, name, summary, status }: Service): Completion {
  return { label: id, detail: name, info: summary, type: 'constant', boost: status.state === 'retired' ? -50 : 0 };
}

function idsOf({ plan }: CompletionFacts): Completion[] {
  const current = plan();
  return Object.keys(current.nodes).map((id) => ({ label: id, detail: shownTitleOf(current, id), type: 'variable' }));
}
