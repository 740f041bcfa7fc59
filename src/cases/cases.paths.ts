/** Every address of the module. */
export const casePaths = {
  toDo: () => '/to-do',
  list: () => '/cases',
  new: () => '/cases/new',
  show: (reference: string) => `/cases/${reference}`,
  edit: (reference: string) => `/cases/${reference}/edit`,
  history: (reference: string) => `/cases/${reference}/history`,
  deletion: (reference: string) => `/cases/${reference}/deletion`,
  allocations: (reference: string) => `/cases/${reference}/allocations`,
  allocate: (reference: string) => `/cases/${reference}/allocate`,
  acceptance: (reference: string) => `/cases/${reference}/acceptance`,
  refusal: (reference: string) => `/cases/${reference}/refusal`,
  withdrawal: (reference: string, allocationId: string) => `/cases/${reference}/allocations/${allocationId}/withdrawal`,
  closure: (reference: string) => `/cases/${reference}/closure`,
  /** Below a case, but drawn by the discussions. */
  outcome: (reference: string) => `/cases/${reference}/outcome`,
  continuation: (reference: string) => `/cases/${reference}/continuation`,
  postedInError: (reference: string) => `/cases/${reference}/posted-in-error`,
  casesPostedInError: (before?: string) => `/cases/posted-in-error${before ? `?before=${before}` : ''}`,
  medcoNotice: (reference: string) => `/cases/${reference}/medco-notice`,
  handOver: (reference: string) => `/cases/${reference}/handover`,
  /** What an administrator sees of somebody's cases. */
  workOf: (accountId: string) => `/admin/accounts/${accountId}/work`,
  patients: () => '/patients',
  newPatient: () => '/patients/new',
  patientMerger: (id: string) => `/patients/${id}/merger`,
  patient: (id: string) => `/patients/${id}`,
};
