/**
 * What our PostgreSQL runs with. It listens on no network, and its log names neither statements nor values,
 * which are patients' data.
 */
export function postgresSettings(socketDirectory: string, wanted: Record<string, string>): Record<string, string> {
  return {
    shared_buffers: '128MB',
    max_connections: '100',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...wanted,
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: socketDirectory,
  };
}
