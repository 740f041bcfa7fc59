import { Module } from '@nestjs/common';
import { Settings } from '#config/settings';
import { loadCatalogue } from './catalogue.js';
import { Specialties } from './specialties.js';

@Module({
  providers: [
    {
      provide: Specialties,
      inject: [Settings],
      useFactory: ({ specialtiesDir }: Settings) => new Specialties(loadCatalogue(specialtiesDir)),
    },
  ],
  exports: [Specialties],
})
export class SpecialtiesModule {}
