import { CODE, CODE_SHAPE, readLocalText, readSection } from './read-section.js';
import type { Section } from './section.js';
import { TIME, WEEKDAYS, type ServiceHours } from './service-hours.js';
import { LONGEST_TARGET_HOURS, SHORTEST_TARGET_HOURS, type PictureChecklist, type Specialty } from './specialty.js';
import { YamlPlace } from './yaml-place.js';
import { zoneExists } from './zone-offset.js';

/** A whole file. `code` must be the file's name, so that a specialty is found where one looks for it. */
export function readSpecialty(at: YamlPlace, fileName: string): Specialty {
  at.onlyKeys('code', 'name', 'target_hours', 'service_hours', 'section', 'sections', 'pictures');
  const code = at.at('code').text(CODE, CODE_SHAPE);
  if (code && `${code}.yaml` !== fileName) at.at('code').problem('must be the name of the file');

  return {
    code,
    name: readLocalText(at.at('name')),
    targetHours: at.at('target_hours').number(SHORTEST_TARGET_HOURS, LONGEST_TARGET_HOURS),
    serviceHours: readServiceHours(at.at('service_hours')),
    sections: readSections(at),
    pictures: at.at('pictures').given ? readPictures(at.at('pictures')) : undefined,
  };
}

function readServiceHours(at: YamlPlace): ServiceHours {
  at.onlyKeys('zone', 'days', 'from', 'to');
  const days = at.at('days').items();
  YamlPlace.noTwins(days);
  const hours: ServiceHours = {
    zone: at.at('zone').text(),
    days: days.map((day) => day.oneOf(WEEKDAYS)),
    from: at.at('from').text(TIME, 'a time such as 09:00'),
    to: at.at('to').text(TIME, 'a time such as 17:00'),
  };
  if (hours.zone && !zoneExists(hours.zone)) at.at('zone').problem('must be a time zone such as Europe/Brussels');
  if (hours.from && hours.to && hours.from >= hours.to) at.at('to').problem('must be later than from');
  return hours;
}

/** One `section`, or several versions of it in `sections`. */
function readSections(at: YamlPlace): Section[] {
  if (at.at('section').given && at.at('sections').given) at.at('sections').problem('and section cannot both be there');
  const places = at.at('section').given ? [at.at('section')] : at.at('sections').given ? at.at('sections').items() : [];
  YamlPlace.noTwins(places.map((place) => place.at('version')));
  return places.map(readSection).sort((a, b) => b.version - a.version);
}

function readPictures(at: YamlPlace): PictureChecklist {
  at.onlyKeys('at_least', 'views', 'additional');
  const views = at.at('views').items();
  YamlPlace.noTwins(views.map((view) => view.at('key')));
  return {
    atLeast: at.at('at_least').number(1, 50),
    views: views.map((view) => {
      view.onlyKeys('key', 'name');
      return { key: view.at('key').text(CODE, CODE_SHAPE), name: readLocalText(view.at('name')) };
    }),
    additional: at.at('additional').flag(),
  };
}
