import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { CallName, Events, EventName, Input, Output, PipedraftApi, ResultText } from '../ipc/contract';

/** One method for each call, never a bare ipcRenderer. */
const call =
  <K extends CallName>(name: K) =>
  (input: Input<K>): Promise<ResultText<Output<K>>> =>
    ipcRenderer.invoke(name, input) as Promise<ResultText<Output<K>>>;

/** The only channels that a window may listen to. */
const events: Readonly<Record<EventName, true>> = {
  command: true,
  opened: true,
  fileChanged: true,
  file: true,
  books: true,
  catalog: true,
  priceBook: true,
  refused: true,
  warning: true,
  opening: true,
  autosave: true,
  packetProgress: true,
  pictureProgress: true,
  settle: true,
  mergeFile: true,
  compareFile: true,
  knownPlansChanged: true,
  tabs: true,
  rest: true,
};

const openPath = call('openDropped');

const api: PipedraftApi = {
  startup: call('startup'),
  templates: call('templates'),
  templateFigures: call('templateFigures'),
  newPlan: call('newPlan'),
  draftPlan: call('draftPlan'),
  openPlan: call('openPlan'),
  openRecent: call('openRecent'),
  recentFiles: call('recentFiles'),
  recentFigures: call('recentFigures'),
  keep: call('keep'),
  evaluate: call('evaluate'),
  fixesOf: call('fixesOf'),
  fixAll: call('fixAll'),
  rulePage: call('rulePage'),
  openExample: call('openExample'),
  consequences: call('consequences'),
  swapEdits: call('swapEdits'),
  costRisk: call('costRisk'),
  describeUsage: call('describeUsage'),
  comparePrices: call('comparePrices'),
  choosePrices: call('choosePrices'),
  pricesAsOf: call('pricesAsOf'),
  addPrices: call('addPrices'),
  forgetPrices: call('forgetPrices'),
  removePrices: call('removePrices'),
  packs: call('packs'),
  permitted: call('permitted'),
  choosePack: call('choosePack'),
  project: call('project'),
  chooseProjectPack: call('chooseProjectPack'),
  chooseProjectPrices: call('chooseProjectPrices'),
  addPack: call('addPack'),
  forgetPack: call('forgetPack'),
  removePack: call('removePack'),
  historyKept: call('historyKept'),
  save: call('save'),
  saveAs: call('saveAs'),
  revert: call('revert'),
  putSchemaBeside: call('putSchemaBeside'),
  openedText: call('openedText'),
  exportPlan: call('exportPlan'),
  exportView: call('exportView'),
  exportPreview: call('exportPreview'),
  chooseExportFolder: call('chooseExportFolder'),
  exportFiles: call('exportFiles'),
  compare: call('compare'),
  planCommits: call('planCommits'),
  issueDefaults: call('issueDefaults'),
  chooseCompared: call('chooseCompared'),
  takeSide: call('takeSide'),
  changesSince: call('changesSince'),
  mergeFile: call('mergeFile'),
  endMerge: call('endMerge'),
  knownPlans: call('knownPlans'),
  planCard: call('planCard'),
  openKnown: call('openKnown'),
  compareKnown: call('compareKnown'),
  compareTwoKnown: call('compareTwoKnown'),
  knownPlansHidden: call('knownPlansHidden'),
  knownPlanCount: call('knownPlanCount'),
  addPlanFolder: call('addPlanFolder'),
  removePlanFolder: call('removePlanFolder'),
  planText: call('planText'),
  checkpointFigures: call('checkpointFigures'),
  checkpointPicture: call('checkpointPicture'),
  restoreChange: call('restoreChange'),
  checkIn: call('checkIn'),
  showInFolder: call('showInFolder'),
  pictureFacts: call('pictureFacts'),
  savePicture: call('savePicture'),
  copyPicture: call('copyPicture'),
  cancelPicture: call('cancelPicture'),
  preview: call('preview'),
  packetOffers: call('packetOffers'),
  savePacket: call('savePacket'),
  printPacket: call('printPacket'),
  packetEarlier: call('packetEarlier'),
  organisation: call('organisation'),
  chooseLogo: call('chooseLogo'),
  cancelPacket: call('cancelPacket'),
  copyText: call('copyText'),
  copyPlan: call('copyPlan'),
  pastePlan: call('pastePlan'),
  cancelOpening: call('cancelOpening'),
  editText: call('editText'),
  menuState: call('menuState'),
  setTheme: call('setTheme'),
  setReopens: call('setReopens'),
  showTab: call('showTab'),
  showTabBeside: call('showTabBeside'),
  moveTab: call('moveTab'),
  closeTabs: call('closeTabs'),
  moveTabOut: call('moveTabOut'),
  reopenTab: call('reopenTab'),
  newWindow: call('newWindow'),
  copyTabPath: call('copyTabPath'),
  showTabFile: call('showTabFile'),
  resting: call('resting'),
  settled: call('settled'),
  listening: call('listening'),
  closeWindow: call('closeWindow'),
  openSource: call('openSource'),
  helpPages: call('helpPages'),
  about: call('about'),
  licences: call('licences'),
  problemReport: call('problemReport'),
  planForReport: call('planForReport'),
  saveReport: call('saveReport'),
  openLogFolder: call('openLogFolder'),
  // only the system knows the path of a dropped file; a file created by a script has none
  openDropped: (file) => {
    const path = webUtils.getPathForFile(file as File);
    return path
      ? openPath({ path })
      : Promise.resolve(
          JSON.stringify({ ok: false, problem: 'What was dropped is no file on this computer.', fix: 'Drop a plan from a folder.' }),
        );
  },
  // listeners get the payload, not Electron's event
  on: <E extends EventName>(event: E, listener: (payload: Events[E]) => void) => {
    if (!Object.hasOwn(events, event)) throw new Error(`There is no event "${event}".`);
    const heard = (_: unknown, payload: Events[E]) => listener(payload);
    ipcRenderer.on(event, heard);
    return () => void ipcRenderer.removeListener(event, heard);
  },
};

contextBridge.exposeInMainWorld('pipedraft', api);
