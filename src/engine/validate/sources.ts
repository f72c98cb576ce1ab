import type { Source } from '../catalog';

/** A section of the decision guide of 2020 that the rules rest on. */
export function guide(section: string): Source {
  return { title: 'Azure Machine Learning decision guide (2020)', section };
}

/** A section of the note on Azure Machine Learning versus MLflow. */
export function note(section: string): Source {
  return { title: 'Azure Machine Learning versus MLflow', section };
}

/** A page that describes the state of today. @param seen the day of the page or copy that was read, where known */
export function page(title: string, url: string, seen?: string): Source {
  return { title, url, ...(seen ? { seen } : {}) };
}

/** A rule of ours that follows from how plans are made, not from a page. */
export const ours: Source = { title: 'Pipedraft: how a plan is read' };
