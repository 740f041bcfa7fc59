import { hasRole, type Actor } from '#libs/authorization/actor';
import type { Words } from '#libs/i18n/words';

/** The head of the page for one person: only what their roles can use. */
export function navigation(actor: Actor, path: string, { toDo, accounts }: { readonly toDo: number; readonly accounts: number }, words: Words) {
  const reads = actor.roles.some((role) => ['project-staff', 'medco', 'specialist', 'coordinator'].includes(role));
  const entries = [
    { on: hasRole(actor, 'project-staff'), href: '/cases/new', key: 'ui:navigation.new-case', isButton: true },
    { on: reads, href: '/to-do', key: 'ui:navigation.to-do', count: toDo },
    { on: reads, href: '/cases', key: 'ui:navigation.cases' },
    { on: hasRole(actor, 'project-staff') || hasRole(actor, 'medco'), href: '/patients', key: 'ui:navigation.patients' },
    { on: hasRole(actor, 'administrator'), href: '/admin/accounts', key: 'ui:navigation.accounts', count: accounts },
    { on: hasRole(actor, 'administrator'), href: '/admin/projects', key: 'ui:navigation.projects' },
    { on: hasRole(actor, 'administrator'), href: '/admin/specialties', key: 'ui:navigation.specialties' },
    { on: hasRole(actor, 'auditor'), href: '/audit', key: 'ui:navigation.access-log' },
  ];
  return entries
    .filter(({ on }) => on)
    .map(({ href, key, isButton = false, count = 0 }) => ({
      href,
      text: words(key),
      isButton,
      isCurrent: path === href || (href !== '/cases' && path.startsWith(`${href}/`)),
      count,
      waiting: count ? words('ui:navigation.waiting', { count }) : '',
    }));
}
