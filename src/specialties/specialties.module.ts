import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { projectRoot } from '#config/root';
import { loadCatalogue } from './catalogue.js';
import { Specialties } from './specialties.js';

@Module({
  providers: [
    {
      provide: Specialties,
      useFactory: () => new Specialties(loadCatalogue(join(projectRoot, 'config/specialties'))),
    },
  ],
  exports: [Specialties],
})
export class SpecialtiesModule {}
