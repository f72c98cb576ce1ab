import type { Service } from '../../catalog';
import type { Plan } from '../../plan';
import { keepsSchedule, reactsTo, runsOnDevices } from '../../notions';

/** Support for manual approvals, from none to full. */
const approvalLevels = ['no', 'limited', 'yes'] as const;

/**
 * True if a service can take another's place without losing a schedule, an event, scoring on devices or an approval that the plan asks for
 * and the service in that place offers. Full support for approvals is not replaced by limited support.
 */
export function keepsNeeds({ context: { needs } }: Pick<Plan, 'context'>, service: Service, candidate: Service): boolean {
  const schedule = needs?.schedule ?? 'none';
  if (keepsSchedule(service, schedule) && !keepsSchedule(candidate, schedule)) return false;
  if ((needs?.events ?? []).some((event) => reactsTo(service.triggers, event) && !reactsTo(candidate.triggers, event))) return false;
  if (needs?.serving?.includes('edge') && runsOnDevices(service.id) && !runsOnDevices(candidate.id)) return false;
  return !needs?.manualApproval || approvalLevel(candidate) >= approvalLevel(service);
}

function approvalLevel({ triggers }: Service): number {
  return approvalLevels.indexOf(triggers?.manualApproval ?? 'no');
}
