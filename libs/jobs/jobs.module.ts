import { Global, Module } from '@nestjs/common';
import { JobRunner } from './job-runner.js';
import { SweepSentForms } from './sweep-sent-forms.js';

@Global()
@Module({ providers: [JobRunner, SweepSentForms], exports: [JobRunner] })
export class JobsModule {}
