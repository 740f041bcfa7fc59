/** Every address of the module. */
export const notificationPaths = {
  list: (before?: string) => `/notifications${before ? `?before=${before}` : ''}`,
  failures: () => '/admin/failures',
  retries: () => '/admin/failures/retries',
};
