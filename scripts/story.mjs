/* A newcomer's task as a picture story: docs/guide/first-plan.md. Its actions are performed in the application, which counts them. */

/**
 * @typedef {object} Hand does what a user does, and counts it
 * @property {(target: import('@playwright/test').Locator) => Promise<void>} click one action
 * @property {(keys: string) => Promise<void>} press one action
 * @property {(text: string) => Promise<void>} type one action
 * @property {(list: import('@playwright/test').Locator, title: string) => Promise<void>} choose two actions: the list is opened, and one of it chosen
 * @property {() => Promise<void>} answer one action in a dialog of the system, which no script can see: it has been answered beforehand
 */

/**
 * @typedef {object} Part
 * @property {string} title
 * @property {readonly string[]} actions one line each
 * @property {(hand: Hand, page: import('@playwright/test').Page) => Promise<unknown>} go performs exactly these actions
 * @property {readonly (string | RegExp)[]} shows what the window says afterwards; the texts rely on it
 * @property {string} picture file in docs/guide/pictures
 * @property {string} alt
 * @property {string} text what the actions have done
 */

/** How many actions the task may take. */
export const mostActions = 20;

/** @param {import('@playwright/test').Page} page */
const dialogOf = (page) => page.getByRole('dialog', { name: 'Guided start' });

/**
 * An answer of the guided start.
 * @param {import('@playwright/test').Page} page
 * @param {string} title
 */
const answer = (page, title) =>
  dialogOf(page)
    .locator('label')
    .filter({ hasText: new RegExp(`^\\s*${title}`) })
    .first();

/** @type {readonly Part[]} */
export const parts = [
  {
    title: 'Open the guided start',
    actions: ['Click *Guided start*.'],
    go: (hand, page) => hand.click(page.getByRole('button', { name: /^Guided start/ })),
    shows: ['Somebody approves first', 'no findings'],
    picture: 'first-plan-1.webp',
    alt: 'The guided start: questions on the left, and the plan for the answers already chosen on the right',
    text: 'Every question has an answer already, so the plan, its cost and its scores are there at once. *Somebody approves first* is one of these answers.',
  },
  {
    title: 'Say where the data comes from, and that it takes Spark',
    actions: ['Choose *basic* for *Spark*.', 'Tick *SQL Server*.', 'Tick *SharePoint*.', 'Tick *Spread over machines*.'],
    go: async (hand, page) => {
      await hand.click(dialogOf(page).getByRole('radiogroup', { name: 'Spark' }).locator('label').filter({ hasText: 'basic' }));
      await hand.click(answer(page, 'SQL Server'));
      await hand.click(answer(page, 'SharePoint'));
      await hand.click(answer(page, 'Spread over machines'));
    },
    shows: [
      '10 changed by the last answer',
      'Databricks splits the data and spreads each job over Spark, which this plan needs and the team knows.',
    ],
    picture: 'first-plan-2.webp',
    alt: 'The same dialog: Spark is basic, both sources are ticked, and ten services changed with the last answer',
    text: 'The work moves to Databricks: it has to be spread over machines, and the team knows Spark. The last answer changed ten services. Each service has its reason and the source of that reason.',
  },
  {
    title: 'Say how often, for whom, and for how much',
    actions: [
      'Open the list *Models are trained*.',
      'Choose *Every week*.',
      'Tick *In real time*.',
      'Tick *Power BI*.',
      'Click in *Budget a month*.',
      'Type 3000.',
    ],
    go: async (hand, page) => {
      await hand.choose(dialogOf(page).getByRole('combobox', { name: 'Models are trained' }), 'Every week');
      await hand.click(answer(page, 'In real time'));
      await hand.click(answer(page, 'Power BI'));
      await hand.click(dialogOf(page).getByRole('textbox', { name: /^Budget a month/ }));
      await hand.type('3000');
    },
    shows: ['1,162 USD', 'no findings', '20 services, 35 edges'],
    picture: 'first-plan-3.webp',
    alt: 'All answers are given; the plan costs 1,162 USD a month and has no findings',
    text: 'The plan costs 1,162 USD a month, within the budget. A plan over the budget would say so here, before it is drawn.',
  },
  {
    title: 'Draw it',
    actions: ['Click *Draw it*.'],
    go: (hand, page) => hand.click(dialogOf(page).getByRole('button', { name: 'Draw it' })),
    shows: ['1,162 of 3,000 USD', '20 nodes, 35 edges'],
    picture: 'first-plan-4.webp',
    alt: 'The plan on the canvas: both sources at the top, Power BI at the foot, no errors and no warnings',
    text: 'The plan is on the canvas, in the lanes of its stages, without an error or a warning. The header compares its cost with the budget.',
  },
  {
    title: 'See what AKS would change',
    actions: ['Click the card *Answer requests*.', 'Press Ctrl+E.', 'Type *AKS*.'],
    go: async (hand, page) => {
      await hand.click(page.locator('.svelte-flow__node').filter({ has: page.getByText('Answer requests', { exact: true }) }));
      await hand.press('ControlOrMeta+e');
      await hand.type('AKS');
    },
    shows: ['+441', 'New findings (5)', '“Answer requests” takes Kubernetes at the level “strong”, and the team has none of it.'],
    picture: 'first-plan-5.webp',
    alt: 'What can take the place of Databricks Model Serving: AKS costs 441 USD a month more and brings five findings',
    text: 'Before anything changes, the list shows the consequences: AKS costs 441 USD a month more, skills fall from 90 to 60, and the team does not know Kubernetes.',
  },
  {
    title: 'Try it',
    actions: ['Press Enter.'],
    go: (hand) => hand.press('Enter'),
    shows: ['“Answer requests” is Azure Kubernetes Service (AKS) now.', '1,603 of 3,000 USD', 'Add Container Registry for its image'],
    picture: 'first-plan-6.webp',
    alt: 'The plan with AKS: four warnings about the same card, in the list and in the inspector',
    text: 'AKS fits the budget, but not the team: it takes Kubernetes, Docker and networking. It also takes a container registry, which a button in the list would add.',
  },
  {
    title: 'Look for a service that the team can run',
    actions: ['Press Ctrl+E.'],
    go: (hand) => hand.press('ControlOrMeta+e'),
    shows: ['Findings gone (5)', /1,603\s*→\s*1,162 USD/],
    picture: 'first-plan-7.webp',
    alt: 'What can take the place of AKS, the best first: Databricks Model Serving removes all five findings',
    text: 'The best replacement comes first. It removes all five findings.',
  },
  {
    title: 'Take it, and save',
    actions: ['Press Enter.', 'Press Ctrl+S.', 'Press Enter in the dialog of the system, which suggests a name.'],
    go: async (hand, page) => {
      await hand.press('Enter');
      await page.getByText('“Answer requests” is Databricks Model Serving now.').waitFor();
      await hand.press('ControlOrMeta+s');
      await hand.answer();
    },
    shows: ['first-plan.pipedraft.yaml', '1,162 of 3,000 USD'],
    picture: 'first-plan-8.webp',
    alt: 'The saved plan: its file in the header, 1,162 of 3,000 USD a month, no warnings',
    text: 'The plan is saved. Its record of the decision now has AKS among the services turned down; *Record the decision…* in the message records the figures of both and leads to the reason.',
  },
];

/** How many actions the story has. */
export const actionCount = parts.reduce((sum, { actions }) => sum + actions.length, 0);

/** The text of docs/guide/first-plan.md. */
export function storyPage() {
  let before = 0;
  const sections = parts.map(({ title, actions, picture, alt, text }) => {
    const lines = actions.map((action, at) => `${before + at + 1}. ${action}`);
    before += actions.length;
    return `## ${title}\n\n${lines.join('\n')}\n\n${text}\n\n![${alt}](pictures/${picture})\n`;
  });
  return `<!-- Written by \`npm run screenshots\` from scripts/story.mjs. -->

# A first plan in ${actionCount} actions

The task: the data is in SQL Server and in SharePoint and is prepared on Spark. Models are trained every week and answer in real time, on AKS if possible. Results are shown in
Power BI, and somebody approves each release. The team does not know Kubernetes, and a month may cost 3,000 USD.

From the first page to the saved plan it takes ${actionCount} actions. A click, a key and a typed text count as one action each; choosing from a list counts as two. They were counted, and the
pictures taken, while a script performed them.

${sections.join('\n')}
## Next

- The usage amounts are first estimates. [Cost and scores](cost.md) shows which of them move the cost most.
- The first advice asks how private, available and recoverable the plan must be: [Security and reliability](findings.md#security-and-reliability).
- [Draw a pipeline](draw.md) explains what else can be changed on the canvas.
`;
}

/**
 * Performs the story on the first page of the application.
 * @param {object} stage
 * @param {import('@playwright/test').Page} stage.page
 * @param {() => Promise<void>} [stage.settled] waits until what is shown is about the plan as it is now
 * @param {(part: Part) => Promise<void>} [stage.after] called when a part is done and the window shows its result
 * @throws if a part takes another number of actions than it names, or does not show what its text relies on
 */
export async function performStory({ page, settled, after }) {
  let count = 0;
  const act = async (/** @type {number} */ actions, /** @type {Promise<unknown>} */ done) => {
    count += actions;
    await done;
  };
  /** @type {Hand} */
  const hand = {
    click: (target) => act(1, target.click()),
    press: (keys) => act(1, page.keyboard.press(keys)),
    type: (text) => act(1, page.keyboard.type(text)),
    choose: (list, title) => act(2, list.selectOption({ label: title })),
    answer: () => act(1, Promise.resolve()),
  };
  for (const part of parts) {
    const before = count;
    await part.go(hand, page);
    if (count - before !== part.actions.length)
      throw new Error(`"${part.title}" names ${part.actions.length} actions and takes ${count - before}.`);
    for (const words of part.shows) await page.getByText(words).locator('visible=true').first().waitFor();
    await settled?.();
    await after?.(part);
  }
}
