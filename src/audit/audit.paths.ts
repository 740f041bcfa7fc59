import type { AuditSearch } from './audit.search.js';

type Asked = Partial<AuditSearch>;

/** Every address of the module. */
export const auditPaths = {
  log: (search: Asked = {}) => withQuery('/audit', search),
  csv: (search: Asked = {}) => withQuery('/audit.csv', { ...search, before: undefined, after: undefined }),
  verification: () => '/audit/verification',
};

function withQuery(path: string, search: Asked): string {
  const query = new URLSearchParams(Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  return query.size ? `${path}?${query.toString()}` : path;
}
