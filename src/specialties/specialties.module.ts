import { Module } from '@nestjs/common';
import { Settings } from '#config/settings';
import { loadCatalogue } from './catalogue.js';
import { Services } from './services.js';
import { Specialties } from './specialties.js';

@Module({
  providers: [
    {
      provide: Specialties,
      inject: [Settings],
      useFactory: ({ specialtiesDir }: Settings) => new Specialties(loadCatalogue(specialtiesDir)),
    },
    Services,
  ],
  exports: [Services, Specialties],
})
export class SpecialtiesModule {}
