import { beginCase } from '../begin-a-case.js';
import type { Stage } from '../stage.js';
import { minutesAgo } from '../times.js';

/** In French: waits for the coordinators, longer than it should. */
export async function twoCaesareans(stage: Stage): Promise<void> {
  const kase = await beginCase(stage, 'staff-c', minutesAgo(215), {
    title: 'Grossesse de 37 semaines après deux césariennes : quand opérer ?',
    'local-reference': 'S-061', age: '29', 'age-unit': 'years', sex: 'female',
    'consent-basis': 'patient', 'consent-how': 'spoken',
    history: 'Quatrième grossesse, suivie ici depuis la 28e semaine. Deux césariennes, la dernière il y a 19 mois. Depuis hier, douleur au-dessus du pubis, constante, plus forte à la marche. Pas de saignement, pas de perte de liquide. L’enfant bouge bien.',
    examination: 'Bon état général. Hauteur utérine 35 cm, tête en bas, mobile. Utérus souple entre de rares contractions. Cicatrice sensible à la pression, sur 2 cm à droite.',
    temperature: '36.9', 'heart-rate': '88', 'respiratory-rate': '18', 'blood-pressure': '122/76', weight: '68',
    investigations: 'Hémoglobine 9,8 g/dL. Groupe O positif, deux donneurs familiaux prévenus. Échographie : placenta antérieur, bas situé à 3 cm du col ; épaisseur de la cicatrice non mesurable ici.',
    treatment: 'Repos, surveillance toutes les heures.',
    diagnosis: 'Menace de rupture utérine ? Douleur de cicatrice.',
    question: 'Opérer aujourd’hui, à 37 semaines, ou attendre 39 semaines sous surveillance ? Le placenta antérieur sur cicatrice nous inquiète : que préparer au bloc ?',
    specialty: 'obstetrics-gynecology', sections: ['obstetrics-gynecology'],
    'obstetrics-gynecology.pregnant': 'confirmed', 'obstetrics-gynecology.gestation': '37', 'obstetrics-gynecology.gestation-known-by': 'late-scan',
    'obstetrics-gynecology.gravida': '4', 'obstetrics-gynecology.para': '3', 'obstetrics-gynecology.bleeding': 'none',
    'obstetrics-gynecology.fetal-heart': 'heard', 'obstetrics-gynecology.fetal-heart-rate': '142', 'obstetrics-gynecology.previous-caesareans': '2',
    'obstetrics-gynecology.previous-births': 'Premier enfant par voie basse, vivant. Césariennes pour siège, puis pour souffrance fœtale, enfants vivants.',
  });
  await kase.submit('staff-c', minutesAgo(190));
}
