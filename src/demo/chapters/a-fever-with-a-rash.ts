import { beginCase } from '../begin-a-case.js';
import { picture } from '../pictures.js';
import type { Stage } from '../stage.js';
import { daysAgo } from '../times.js';

/** In French: answered, by a specialist who writes French too. */
export async function aFeverWithARash(stage: Stage): Promise<void> {
  const kase = await beginCase(stage, 'staff-c', daysAgo(3, '06:20'), {
    title: 'Fièvre, toux et éruption chez un enfant dénutri',
    'local-reference': 'S-058', age: '14', 'age-unit': 'months', sex: 'male',
    'consent-basis': 'guardian', 'consent-how': 'spoken',
    history: 'Fièvre depuis six jours, toux, yeux rouges et nez qui coule. Éruption depuis deux jours, d’abord derrière les oreilles, puis le visage et le tronc. Il boit peu depuis hier. Deux cousins ont eu la même maladie il y a trois semaines. Aucun vaccin depuis la naissance.',
    examination: 'Enfant fatigué mais conscient. Éruption rouge, maculopapuleuse, confluente au visage. Conjonctives rouges, cornées claires. Bouche : petites taches blanches sur la face interne des joues. Tirage sous-costal léger, crépitants à droite. Pas de raideur de nuque.',
    temperature: '39.4', 'heart-rate': '156', 'respiratory-rate': '58', spo2: '91', weight: '7.8',
    investigations: 'Test de paludisme négatif. Hémoglobine 9,1 g/dL. Glycémie 4,2 mmol/L.',
    treatment: 'Paracétamol, oxygène à la lunette 1 L/min (saturation 96 %), amoxicilline par voie orale depuis ce matin.',
    diagnosis: 'Rougeole compliquée de pneumonie, malnutrition modérée.',
    question: 'Faut-il passer à un antibiotique injectable ? Quel schéma de vitamine A à cet âge, et que faire des deux autres enfants de la salle qui ne sont pas vaccinés ?',
    specialty: 'pediatrics', sections: ['pediatrics'],
    'pediatrics.weight': '7.8', 'pediatrics.height': '73', 'pediatrics.muac': '118', 'pediatrics.oedema': 'no', 'pediatrics.vaccination': 'none',
    'pediatrics.birth-history': 'Né à terme à domicile, a crié tout de suite.', 'pediatrics.feeding': ['breast', 'solid'], 'pediatrics.danger-signs': ['respiratory-distress'],
  }, [
    picture('tronc.jpg', 'trunk-with-spots.svg', 'Tronc, deuxième jour de l’éruption'),
    picture('éruption-de-près.jpg', 'spots-from-the-front.svg', 'Dos, de près'),
  ]);
  await kase.submit('staff-c', daysAgo(3, '06:50'));
  await kase.allocate('pediatrics', daysAgo(3, '07:30'), { note: 'Cas en français.' });
  await kase.accept('pediatrics', daysAgo(3, '07:40'));
  await kase.answer('pediatrics', daysAgo(3, '08:25'), {
    impression: 'Rougeole avec pneumonie grave : tirage et saturation à 91 % sans oxygène. Le périmètre brachial de 118 mm est une malnutrition modérée, mais la rougeole va l’aggraver dans les semaines qui viennent.',
    advice: '1. Oui, voie injectable : ampicilline 50 mg/kg toutes les 6 heures et gentamicine 7,5 mg/kg une fois par jour. Relais par amoxicilline orale quand la fièvre a cédé et qu’il boit bien.\n2. Vitamine A : 200 000 UI aujourd’hui et demain. Une troisième dose dans deux semaines, car il est dénutri.\n3. Oxygène pour garder 94 % ou plus. Tétées fréquentes ; lait thérapeutique par sonde s’il ne finit pas la moitié de ses repas.\n4. Pommade à la tétracycline dans les deux yeux, trois fois par jour.\n5. Isoler cet enfant aujourd’hui, et vacciner les deux autres dans les 72 heures s’ils ont plus de 6 mois. Prévenir le district.',
    watch: 'Stridor, convulsions, cornée trouble, diarrhée, refus de boire.',
    report: 'Demain, avec la fréquence respiratoire et la saturation sans oxygène.',
    pictures: { 'tronc.jpg': 'good', 'éruption-de-près.jpg': 'usable' },
  });
  await kase.readBy('staff-c', 'medco-c');
  await kase.comment('medco-c', daysAgo(3, '13:10'), 'Le district est prévenu, une équipe de vaccination passe jeudi à Selvi. Merci de garder la liste des contacts.');
  await kase.comment('staff-c', daysAgo(2, '07:00'), 'Ce matin : 44 respirations par minute, 93 % sans oxygène, 38,1 °C. Il tète de nouveau. Les deux voisins de salle sont vaccinés.');
  await kase.readBy('pediatrics', 'medco-c');
  await kase.comment('pediatrics', daysAgo(2, '08:35'), 'Belle évolution. Encore deux jours de piqûres, puis l’amoxicilline. Pesez-le chaque matin, s’il vous plaît.');
}
