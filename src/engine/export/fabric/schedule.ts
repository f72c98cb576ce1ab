import type { SettingValue } from '../../plan';
import type { ExportContext } from '../context';
import type { Draft } from '../emit/draft';
import { isStartedByWork } from './starts';
import type { Item } from './items';

const schema = 'https://developer.microsoft.com/json-schemas/fabric/gitIntegration/schedules/1.0.0/schema.json';
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The schedule of a pipeline that nothing starts, where the plan asks for one. It is not enabled: a person enables it. */
export function* scheduleFile(context: ExportContext, { node, folder }: Item): Iterable<Draft> {
  if (!node || isStartedByWork(node)) return;
  const { schedule, events } = context.plan.context.needs ?? {};
  if ((events ?? []).some((event) => event === 'blob-created' || event === 'blob-deleted'))
    context.remark(`No start by events is written for "${node.title}": Fabric keeps it in an item of its own, which people make there.`, [
      node,
    ]);
  if (schedule === undefined || schedule === 'none') return;
  if (schedule === 'tumbling-window')
    context.remark(
      `Pipelines of Fabric have no tumbling windows: "${node.title}" gets a schedule, and a run that was missed is not made up for.`,
      [node],
    );
  const timeZone = context.text(node, 'timeZone') ?? 'UTC';
  const moment = (setting: string) => context.text(node, setting)?.replace(/Z$/, '') ?? context.gapOf(node, setting);
  yield {
    path: `${folder === '' ? '' : `${folder}/`}.schedules`,
    nodes: [node.id],
    format: 'json',
    value: {
      $schema: schema,
      schedules: [
        {
          enabled: false,
          jobType: 'Execute',
          configuration: {
            ...timesOf(context.map(node, 'recurrence'), () => context.gapOf(node, 'recurrence')),
            startDateTime: moment('start'),
            endDateTime: moment('end'),
            localTimeZoneId: timeZone,
          },
        },
      ],
    },
  };
}

/** What a recurrence means in the words of Fabric; a time that is missing is a gap. */
function timesOf(stated: Readonly<Record<string, SettingValue>> | undefined, gap: () => string): object {
  const interval = Number(stated?.['interval'] ?? 1);
  const hours = listOf(stated?.['hours']);
  const minutes = listOf(stated?.['minutes']);
  const times = hours.flatMap((hour) => (minutes.length > 0 ? minutes : [0]).map((minute) => `${two(hour)}:${two(minute)}`));
  const at = times.length > 0 ? times : [gap()];
  const weekdays = listOf(stated?.['weekDays']).map(String);
  const [day] = listOf(stated?.['monthDays']);
  switch (String(stated?.['frequency'] ?? (day === undefined ? (weekdays.length > 0 ? 'week' : 'day') : 'month')).toLowerCase()) {
    case 'minute':
      return { type: 'Cron', interval };
    case 'hour':
      return { type: 'Cron', interval: 60 * interval };
    case 'week': {
      const known = days.filter((one) => weekdays.some((wanted) => wanted.toLowerCase() === one.toLowerCase()));
      return { type: 'Weekly', times: known.length > 0 ? at : [gap()], weekdays: known };
    }
    case 'month': {
      const dayOfMonth = Number(day);
      return {
        type: 'Monthly',
        recurrence: interval,
        occurrence: { occurrenceType: 'DayOfMonth', dayOfMonth: Number.isInteger(dayOfMonth) && dayOfMonth > 0 ? dayOfMonth : 1 },
        times: day === undefined ? [gap()] : at,
      };
    }
    default:
      return { type: 'Daily', times: at };
  }
}

function two(value: SettingValue): string {
  return String(value).padStart(2, '0');
}

function listOf(value: SettingValue | undefined): readonly SettingValue[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly SettingValue[]) : [value];
}
