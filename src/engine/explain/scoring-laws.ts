/** A law of scores and cost that is true for every plan. The test of that name tries each on hundreds of generated plans. */
export interface ScoringLaw {
  readonly says: string;
  readonly test: string;
}

export const scoringLaws: readonly ScoringLaw[] = [
  {
    says: 'A score depends neither on the order nor on the names of nodes and edges, nor on where they are drawn.',
    test: 'depends neither on the order nor on the names of nodes and edges, nor on where they are',
  },
  {
    says: 'A part says that all is well if and only if it has lost no point.',
    test: 'says that all is well if and only if no point is lost',
  },
  {
    says: 'Every point that is lost has a reason, what would fix it, what the score would gain, and the nodes that cause it, where nodes do.',
    test: 'says for each point that is lost why, by which nodes, what would fix it, and what the score would gain',
  },
  {
    says: 'Adding a node that uses a retired service raises neither maintainability nor any part of it.',
    test: 'is never raised by a node that uses a retired service',
  },
  {
    says: 'Putting a retired service in the place of another raises neither maintainability nor any part of it.',
    test: 'is never raised by putting a retired service in the place of another',
  },
  {
    says: 'Putting a supported successor in the place of a retired service lowers neither.',
    test: 'is never lowered by putting a supported successor in the place of a retired service',
  },
  {
    says: 'Taking the traces of a training away (its runs, its models, the versions of its data, its environment) never raises maintainability; the last one lowers it by 10 points or more, and without any it is 70 at most.',
    test: 'is punished: taking the traces of a training away, and most of all the last one',
  },
  {
    says: 'Taking all edges away raises no score and no level.',
    test: 'is not rewarded: taking all edges away',
  },
  {
    says: 'Taking an edge away that works without glue raises no score and no level.',
    test: 'is not rewarded: taking an edge away that works without glue',
  },
  {
    says: 'Leaving out a repository, an environment, a release tool, tracking, a registry or monitoring that the vendor runs raises neither maintainability nor integration.',
    test: 'is not rewarded: leaving out what takes care of the others',
  },
  {
    says: 'Adding the same node once more, with the same edges, raises no score and no level.',
    test: 'is not rewarded: the same node once more, with the same edges',
  },
  {
    says: 'Eight nodes of any service that are joined to nothing raise no score and no level.',
    test: 'is not rewarded: eight nodes of any service that are joined to nothing',
  },
  {
    says: 'One more training that nobody tracks raises no score and no level.',
    test: 'is not rewarded: one more training that nobody tracks',
  },
  {
    says: 'Taking the metrics, the model, the data or the telemetry away that a node gives raises no score and no level.',
    test: 'is not rewarded: leaving out the metrics, the model, the data or the telemetry of a node that has them',
  },
  {
    says: 'An edge along which nothing can pass raises neither maintainability nor integration nor the level.',
    test: 'is not rewarded: an edge along which nothing can pass',
  },
  {
    says: 'One more error among the findings raises no score; a plan with an error has 85 points of maintainability at most, one with three 70.',
    test: 'is not rewarded: one more error among the findings',
  },
  {
    says: 'A machine size that has ended lowers maintainability by more than 10 points.',
    test: 'is punished: a machine size that has ended',
  },
  {
    says: 'No node that is added raises the score of skills, however it is connected.',
    test: 'is not rewarded in skills: any node that is added, however it is connected',
  },
  {
    says: 'A service that is already run and joined to nothing does not raise integration.',
    test: 'is not rewarded in integration: a service of the estate that is joined to nothing',
  },
  {
    says: 'Adding Azure Monitor, with or without telemetry, lowers neither maintainability nor integration nor the level.',
    test: 'is not punished: Azure Monitor, with or without telemetry',
  },
  {
    says: 'Adding what is there for all, a network, a firewall, a vault or a catalog of data, lowers neither maintainability nor integration nor the level.',
    test: 'is not punished: a network, a firewall, a vault, a catalog of data',
  },
  {
    says: 'Adding a report or a dashboard lowers neither maintainability nor integration nor the level.',
    test: 'is not punished: a report or a dashboard',
  },
  {
    says: 'Code that a release tool rolls out lowers no score and no level.',
    test: 'is not punished: code that a release tool rolls out',
  },
  {
    says: 'Adding an environment lowers neither maintainability nor integration nor the level.',
    test: 'is not punished: an environment that pins what others run with',
  },
  {
    says: 'Adding a repository or a release tool lowers neither maintainability nor integration nor the level.',
    test: 'is not punished: a repository, and a release tool',
  },
  {
    says: 'Adding experiment tracking, a model registry or versions of data lowers neither maintainability nor integration nor the level.',
    test: 'is not punished: tracking, a registry, versions of data',
  },
  {
    says: 'A title, an owner, a note or a place changes no score.',
    test: 'is not punished: a name, an owner, a note or a place of its own',
  },
  {
    says: 'Stating the stage of a node whose service has no other changes no score.',
    test: 'is not punished: a stage that is stated where the service has no other',
  },
  {
    says: 'Leaving the stages of the shipped plans to their edges changes no level and no criterion.',
    test: 'is not punished: stages that the plan leaves to its edges',
  },
  {
    says: 'Naming one more service that is already run and has a part in the plan does not lower integration.',
    test: 'is not punished: one more service that is run already and has a part in the plan',
  },
  {
    says: 'A plan never takes more skills without code than with it.',
    test: 'are never more without code than with it',
  },
  {
    says: 'A team that knows all that a plan takes has 100 points of skills, and what it knows besides changes nothing.',
    test: 'are all there for a team that knows what its services take, and what it knows besides changes nothing',
  },
  {
    says: 'Adding experiment tracking, a model registry or versions of data does not lower reproducibility.',
    test: 'is not lowered in reproducibility by tracking, a registry or versions of data that are added',
  },
  { says: 'A skill that the team gains never lowers the score of skills.', test: 'is never lowered by a skill that is gained' },
  {
    says: 'Taking an edge away never raises the maturity level, where the nodes at its ends still train and serve as before.',
    test: 'is never raised by taking an edge away',
  },
  { says: 'A waiver changes no score.', test: 'is not changed by what the plan says of findings: a waiver fixes nothing' },
  { says: 'A waiver changes no cost.', test: 'is not changed by what the plan says of findings: waivers cost nothing' },
  {
    says: 'Deleting a node on which nothing else runs never raises the cost.',
    test: 'never rises when a node is deleted, neither its low end, nor what is likely, nor its high end',
  },
  {
    says: 'More of the load never costs less, for the plan or, where no price has steps and nothing is free, for any node.',
    test: 'is never less for more of the load: ×2 costs what ×1 costs at least, ×10 what ×2 costs',
  },
  {
    says: 'More of anything that grows with the load never costs less.',
    test: 'never falls when a node says more of what grows with the load',
  },
  { says: 'More that is free never costs more.', test: 'is never raised by a larger grant' },
  {
    says: 'Two plans side by side cost no less than either, and their sum where nothing is free and no price has steps.',
    test: 'of two plans put side by side is no less than that of either, and their sum where nothing is free and no price has steps',
  },
  {
    says: "The plan's likely cost is the sum of its nodes, and a node's that of its lines.",
    test: 'is the sum of its nodes, and a node the sum of its lines, as far as it is likely',
  },
];
