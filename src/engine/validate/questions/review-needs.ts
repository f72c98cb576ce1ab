import { oncePer } from '../../catalog';
import { dataClassifications, parseQuantity, type DataClassification, type Plan } from '../../plan';

/*
 * What a plan states of security and reliability. Rules of both families ask here, and say nothing of a plan that does not state the need.
 */

export interface ReviewNeeds {
  /** True if services may not be reached over the internet. */
  readonly private: boolean;
  /** True if the data is confidential or more. */
  readonly confidential: boolean;
  /** True if the data has the highest classification. */
  readonly highlyConfidential: boolean;
  /** Words of the need for security, for a sentence: "the data is confidential"; undefined without one. */
  readonly security: string | undefined;
  /** The key of the need for security that decides. */
  readonly securityPath: readonly string[];
  /** Wanted availability, in percent of a month. */
  readonly availability: number | undefined;
  /** Longest time that recovery from a disaster may take, in hours. */
  readonly recoveryHours: number | undefined;
  /** The recovery time as the plan writes it. */
  readonly recoveryTime: string | undefined;
}

const classificationWords: Readonly<Record<DataClassification, string>> = {
  public: 'the data is public',
  general: 'the data is for general use in the organisation',
  confidential: 'the data is confidential',
  'highly-confidential': 'the data is highly confidential',
};

export const reviewNeeds = oncePer((plan: Plan): ReviewNeeds => {
  const { network, dataClassification, availability, recoveryTime } = plan.context.needs ?? {};
  const rank = dataClassification === undefined ? -1 : dataClassifications.indexOf(dataClassification);
  const confidential = rank >= dataClassifications.indexOf('confidential');
  const isPrivate = network === 'private';
  return {
    private: isPrivate,
    confidential,
    highlyConfidential: dataClassification === 'highly-confidential',
    security:
      confidential && dataClassification ? classificationWords[dataClassification] : isPrivate ? 'the network is private' : undefined,
    securityPath: ['context', 'needs', confidential ? 'dataClassification' : 'network'],
    availability,
    recoveryHours: recoveryTime === undefined ? undefined : parseQuantity(recoveryTime)?.base,
    recoveryTime,
  };
});
