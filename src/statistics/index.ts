/** The front door of the statistics: waiting times, workload, outcomes. It only reads, by what the cases let be counted; nobody imports it. */
export { StatisticsModule } from './statistics.module.js';
